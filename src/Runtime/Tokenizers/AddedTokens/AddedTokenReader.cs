using SearchEngine.Runtime.Tokenizers.Models;

namespace SearchEngine.Runtime.Tokenizers.AddedTokens;

/// <summary>Reads "added_tokens" of a tokenizer.json.</summary>
internal static class AddedTokenReader
{
    public static AddedToken[] Read(TokenizerComponent root)
    {
        List<AddedToken> tokens = [];
        foreach (TokenizerComponent item in root.Items("added_tokens"))
        {
            AddedToken token = ReadOne(item);
            if (token.Id > VocabularyReader.GreatestId) throw item.Error($"the id {token.Id} is more than {VocabularyReader.GreatestId}");
            if (tokens.Find(earlier => earlier.Id == token.Id || earlier.Content == token.Content) is { } same)
            {
                throw item.Error($"'{token.Content}' of id {token.Id} shares its name or its id with '{same.Content}' of id {same.Id}");
            }
            tokens.Add(token);
        }
        return [.. tokens];
    }

    /// <summary>Throws where a token has the id of another one in the vocabulary.</summary>
    public static void Check(TokenizerComponent root, AddedToken[] tokens, SubwordModel model)
    {
        for (int i = 0; i < tokens.Length; i++)
        {
            if (model.TokenOf(tokens[i].Id) is { } other && other != tokens[i].Content)
            {
                throw root.Items("added_tokens")[i].Error(
                    $"'{tokens[i].Content}' has the id {tokens[i].Id}, which is that of '{other}' in the vocabulary");
            }
        }
    }

    private static AddedToken ReadOne(TokenizerComponent item)
    {
        bool special = item.Flag("special") ?? false;
        return new AddedToken(
            item.Number("id"),
            item.Text("content"),
            item.Flag("single_word") ?? false,
            item.Flag("lstrip") ?? false,
            item.Flag("rstrip") ?? false,
            item.Flag("normalized") ?? !special,
            special);
    }
}
