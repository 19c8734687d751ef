using Microsoft.ML.Tokenizers;

namespace SearchEngine.Runtime.Tokenizers.Models;

/// <summary>Reads "model" of a tokenizer.json.</summary>
internal static class ModelReader
{
    /// <param name="component">The field.</param>
    /// <param name="normalizer">What text passes before.</param>
    /// <param name="preTokenizer">What text passes between the normalizer and the model.</param>
    /// <param name="controlIds">Ids of tokens that text never stands for.</param>
    public static SubwordModel Read(
        TokenizerComponent component, Normalizer? normalizer, PreTokenizer? preTokenizer, IReadOnlySet<int> controlIds)
    {
        if (component.IsNull) throw component.Error("is missing; a tokenizer needs a model");
        return KindOf(component) switch
        {
            "WordPiece" => new WordPieceModel(component, normalizer, preTokenizer),
            "Unigram" => new UnigramModel(component, controlIds),
            _ => throw component.UnknownKind("WordPiece", "Unigram"),
        };
    }

    // Files of the first years name no type; this field is WordPiece's alone.
    private static string KindOf(TokenizerComponent component) =>
        !component.Has("type") && component.Has("max_input_chars_per_word") ? "WordPiece" : component.Kind;
}
