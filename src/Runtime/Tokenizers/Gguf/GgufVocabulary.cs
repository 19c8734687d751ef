using System.Text;
using System.Text.Unicode;
using SearchEngine.Runtime.Checkpoints.Gguf;
using SearchEngine.Runtime.Tokenizers.AddedTokens;
using SearchEngine.Runtime.Tokenizers.Models;

namespace SearchEngine.Runtime.Tokenizers.Gguf;

/// <summary>The tokens of a GGUF file, and those that are matched in a text before the model runs.</summary>
internal sealed record GgufVocabulary(Vocabulary Vocabulary, AddedToken[] AddedTokens)
{
    private const string TokensKey = "tokenizer.ggml.tokens", TokenTypesKey = "tokenizer.ggml.token_type";

    /// <summary>Token types: a control token never matches user text, a user-defined token always matches.</summary>
    private const int Control = 3, UserDefined = 4;

    public static GgufVocabulary Read(GgufMetadata metadata)
    {
        ReadOnlyMemory<byte>[] tokens = metadata.GetUtf8StringsOrNull(TokensKey) ?? throw metadata.CreateError(
            TokensKey, "is missing; a tokenizer must have a vocabulary");
        if (tokens.Length is 0 or > VocabularyReader.MaxId)
            throw metadata.CreateError(TokensKey, $"has {tokens.Length} tokens, but must have 1 to {VocabularyReader.MaxId}");
        int invalid = Array.FindIndex(tokens, token => !Utf8.IsValid(token.Span));
        if (invalid >= 0) throw metadata.CreateError(TokensKey, $"has a token that is not UTF-8: index {invalid}");
        return new GgufVocabulary(ToLines(tokens), ReadAddedTokens(metadata, tokens));
    }

    private static Vocabulary ToLines(ReadOnlyMemory<byte>[] tokens)
    {
        byte[] lines = new byte[tokens.Sum(token => token.Length + 1)];
        int[] starts = new int[tokens.Length + 1];
        for (int id = 0; id < tokens.Length; id++)
        {
            tokens[id].CopyTo(lines.AsMemory(starts[id]));
            starts[id + 1] = starts[id] + tokens[id].Length + 1;
            lines[starts[id + 1] - 1] = (byte)'\n';
        }
        return new Vocabulary(lines, starts);
    }

    private static AddedToken[] ReadAddedTokens(GgufMetadata metadata, ReadOnlyMemory<byte>[] tokens)
    {
        int[] kinds = metadata.GetIntsOrNull(TokenTypesKey) ?? [];
        if (kinds.Length != 0 && kinds.Length != tokens.Length)
            throw metadata.CreateError(TokenTypesKey, $"has {kinds.Length} entries for {tokens.Length} tokens");

        Dictionary<string, AddedToken> added = new(StringComparer.Ordinal);
        for (int id = 0; id < kinds.Length; id++)
        {
            if (kinds[id] is not (Control or UserDefined) || tokens[id].IsEmpty) continue;
            string content = Encoding.UTF8.GetString(tokens[id].Span);
            AddedToken token = new(
                id, content, SingleWord: false, StripLeft: false, StripRight: false, Normalized: false, Special: kinds[id] == Control);
            if (!added.TryAdd(content, token))
                throw metadata.CreateError(TokensKey, $"has '{content}' twice, as tokens {added[content].Id} and {id}");
        }
        return [.. added.Values];
    }
}
