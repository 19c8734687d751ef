using Microsoft.ML.Tokenizers;

namespace SearchEngine.Runtime.Tokenizers.Models;

/// <summary>Reads "model" of a tokenizer.json.</summary>
internal static class ModelReader
{
    /// <summary>Reads the model.</summary>
    /// <param name="component">The field.</param>
    /// <param name="normalizer">The normalizer for the library's tokenizer.</param>
    /// <param name="preTokenizer">The pre-tokenizer for the library's tokenizer.</param>
    /// <param name="controlIds">
    /// Ids of special tokens, which are matched before the model or not at all: their names in a text are plain text.
    /// </param>
    public static SubwordModel Read(
        TokenizerComponent component, Normalizer? normalizer, PreTokenizer? preTokenizer, IReadOnlySet<int> controlIds)
    {
        if (component.IsNull) throw component.CreateError("is missing; a tokenizer must have a model");
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

    // Early files name no type; each of these fields belongs to one model only.
    private static string GetModelType(TokenizerComponent component)
    {
        if (component.HasField("type")) return component.Type;
        if (component.HasField("max_input_chars_per_word")) return "WordPiece";
        return component.HasField("merges") ? "BPE" : component.Type;
    }
}
