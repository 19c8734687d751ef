using Microsoft.ML.Tokenizers;

namespace SearchEngine.Runtime.Tokenizers.Models;

/// <summary>Reads "model" of a tokenizer.json.</summary>
internal static class ModelReader
{
    public static SubwordModel Read(TokenizerComponent component, Normalizer? normalizer, PreTokenizer? preTokenizer)
    {
        if (component.IsNull) throw component.Error("is missing; a tokenizer needs a model");
        return KindOf(component) switch
        {
            "WordPiece" => new WordPieceModel(component, normalizer, preTokenizer),
            _ => throw component.UnknownKind("WordPiece"),
        };
    }

    // Files of the first years name no type; this field is WordPiece's alone.
    private static string KindOf(TokenizerComponent component) =>
        !component.Has("type") && component.Has("max_input_chars_per_word") ? "WordPiece" : component.Kind;
}
