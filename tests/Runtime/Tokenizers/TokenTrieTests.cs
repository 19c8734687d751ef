using SearchEngine.Runtime.Tokenizers.Models;

namespace SearchEngine.Runtime.Tests.Tokenizers;

public sealed class TokenTrieTests
{
    [Fact]
    public void TryStep_FindsExactlyTheAddedTokens()
    {
        Random random = new(5);
        string alphabet = "ab\u00E9\u4E2D\uFFFF\uD83D\uDE00";
        string Word() => string.Concat(Enumerable.Range(0, random.Next(1, 7)).Select(_ => alphabet[random.Next(alphabet.Length)]));
        Dictionary<string, int> tokens = [];
        while (tokens.Count < 3000) tokens[Word()] = tokens.Count;

        TokenTrie trie = TokenTrie.Build(tokens.Select(token => (token.Key, token.Value)));

        foreach (string word in tokens.Keys.Concat(Enumerable.Range(0, 3000).Select(_ => Word())))
        {
            Assert.Equal(tokens.TryGetValue(word, out int id) ? id : TokenTrie.NoToken, Find(trie, word));
        }
    }

    [Fact]
    public void Build_EqualTokens_KeepsTheLast() => Assert.Equal(7, Find(TokenTrie.Build([("ab", 7), ("a", 1), ("ab", 2)]), "ab"));

    [Fact]
    public void Build_NoTokens_FindsNothing() => Assert.Equal(TokenTrie.NoToken, Find(TokenTrie.Build([]), "a"));

    private static int Find(TokenTrie trie, string word)
    {
        int node = TokenTrie.Root;
        foreach (char unit in word)
        {
            if (!trie.TryStep(ref node, unit)) return TokenTrie.NoToken;
        }
        return trie.GetId(node);
    }
}
