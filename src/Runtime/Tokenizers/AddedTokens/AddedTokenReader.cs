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
            if (token.Id > VocabularyReader.MaxId)
                throw item.CreateError($"has the id {token.Id}, but at most {VocabularyReader.MaxId} is supported");
            if (tokens.Find(earlier => earlier.Id == token.Id || earlier.Content == token.Content) is { } same)
            {
                throw item.CreateError(
                    $"is '{token.Content}' with id {token.Id}, which has the name or the id of '{same.Content}' with id {same.Id}");
            }
            tokens.Add(token);
        }
        return [.. tokens];
    }

    /// <summary>Throws if a token has the id of another token in the vocabulary.</summary>
    public static void Validate(TokenizerComponent root, AddedToken[] tokens, SubwordModel model)
    {
        for (int i = 0; i < tokens.Length; i++)
        {
            if (model.IdToToken(tokens[i].Id) is { } other && other != tokens[i].Content)
            {
                throw root.GetItems("added_tokens")[i].CreateError(
                    $"is '{tokens[i].Content}' with id {tokens[i].Id}, but that is the id of '{other}' in the vocabulary");
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
