using SearchEngine.Runtime.Tokenizers.Models;

namespace SearchEngine.Runtime.Tokenizers.AddedTokens;

/// <summary>Reads "added_tokens" of a tokenizer.json.</summary>
internal static class AddedTokenReader
{
    public static AddedToken[] Read(TokenizerComponent root)
    {
        List<AddedToken> tokens = [];
        foreach (TokenizerComponent item in root.GetItems("added_tokens"))
        {
            AddedToken token = ReadToken(item);
            if (token.Id > VocabularyReader.MaxId) throw item.CreateError($"the id {token.Id} is more than {VocabularyReader.MaxId}");
            if (tokens.Find(earlier => earlier.Id == token.Id || earlier.Content == token.Content) is { } same)
            {
                throw item.CreateError($"'{token.Content}' of id {token.Id} shares its name or its id with '{same.Content}' of id {same.Id}");
            }
            tokens.Add(token);
        }
        return [.. tokens];
    }

    /// <summary>Throws where a token has the id of another one in the vocabulary.</summary>
    public static void Validate(TokenizerComponent root, AddedToken[] tokens, SubwordModel model)
    {
        for (int i = 0; i < tokens.Length; i++)
        {
            if (model.IdToToken(tokens[i].Id) is { } other && other != tokens[i].Content)
            {
                throw root.GetItems("added_tokens")[i].CreateError(
                    $"'{tokens[i].Content}' has the id {tokens[i].Id}, which is that of '{other}' in the vocabulary");
            }
        }
    }

    private static AddedToken ReadToken(TokenizerComponent item)
    {
        bool special = item.GetBoolOrNull("special") ?? false;
        return new AddedToken(
            item.GetInt("id"),
            item.GetString("content"),
            item.GetBoolOrNull("single_word") ?? false,
            item.GetBoolOrNull("lstrip") ?? false,
            item.GetBoolOrNull("rstrip") ?? false,
            item.GetBoolOrNull("normalized") ?? !special,
            special);
    }
}
