using SearchEngine.Runtime.Tokenizers.Models;

namespace SearchEngine.Runtime.Tokenizers.AddedTokens;

/// <summary>Reads "added_tokens" of a tokenizer.json.</summary>
internal static class AddedTokenReader
{
    public static AddedToken[] Read(TokenizerComponent root, SubwordModel model)
    {
        List<AddedToken> tokens = [];
        foreach (TokenizerComponent item in root.Items("added_tokens"))
        {
            AddedToken token = Read(item);
            if (token.Id > VocabularyReader.GreatestId) throw item.Error($"the id {token.Id} is more than {VocabularyReader.GreatestId}");
            if (model.TokenOf(token.Id) is { } other && other != token.Content)
            {
                throw item.Error($"'{token.Content}' has the id {token.Id}, which is that of '{other}' in the vocabulary");
            }
            if (tokens.Find(earlier => earlier.Id == token.Id || earlier.Content == token.Content) is { } same)
            {
                throw item.Error($"'{token.Content}' of id {token.Id} shares its name or its id with '{same.Content}' of id {same.Id}");
            }
            tokens.Add(token);
        }
        return [.. tokens];
    }

    /// <summary>Ids of the special tokens, which a model must not find in text.</summary>
    public static HashSet<int> ReadControlIds(TokenizerComponent root) =>
        [.. root.Items("added_tokens").Select(Read).Where(token => token.Special).Select(token => token.Id)];

    private static AddedToken Read(TokenizerComponent item)
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
