using Microsoft.ML.Tokenizers;

namespace SearchEngine.Runtime.Tokenizers.PreTokenizers;

/// <summary>Reads "pre_tokenizer" of a tokenizer.json.</summary>
internal static class PreTokenizerReader
{
    public static PreTokenizer? Read(TokenizerComponent component)
    {
        if (component.IsNull) return null;
        return component.Kind switch
        {
            "BertPreTokenizer" => new BertPreTokenizer(),
            _ => throw component.UnknownKind("BertPreTokenizer"),
        };
    }
}
