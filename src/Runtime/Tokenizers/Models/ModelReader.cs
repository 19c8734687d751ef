using Microsoft.ML.Tokenizers;

namespace SearchEngine.Runtime.Tokenizers.Models;

/// <summary>Reads "model" of a tokenizer.json.</summary>
internal static class ModelReader
{
    /// <param name="component">The field.</param>
    /// <param name="normalizer">The stage before the pre-tokenizer, for the library's tokenizer to have.</param>
    /// <param name="preTokenizer">The stage before the model, for the library's tokenizer to have.</param>
    /// <param name="controlIds">Ids of special tokens, which are found before the model or not at all: their names in a text are text.</param>
    public static SubwordModel Read(
        TokenizerComponent component, Normalizer? normalizer, PreTokenizer? preTokenizer, IReadOnlySet<int> controlIds)
    {
        if (component.IsNull) throw component.CreateError("is missing; a tokenizer needs a model");
        return GetModelType(component) switch
        {
            "WordPiece" => new WordPieceModel(component, normalizer, preTokenizer),
            "BPE" => BpeReader.Read(component, normalizer, preTokenizer, controlIds),
            "Unigram" => new UnigramModel(component, controlIds),
            _ => throw component.CreateUnknownTypeError(
                "WordPiece",
                "BPE",
                "Unigram"),
        };
    }

    // Files of the first years name no type; these fields are one model's alone.
    private static string GetModelType(TokenizerComponent component)
    {
        if (component.HasField("type")) return component.Type;
        if (component.HasField("max_input_chars_per_word")) return "WordPiece";
        return component.HasField("merges") ? "BPE" : component.Type;
    }
}
