namespace SearchEngine.Runtime.Tokenizers.Models;

/// <summary>
/// A trie of tokens by UTF-16 units. Nodes are numbered level by level: the children of a node are adjacent, sorted by label, and follow
/// the children of the previous node; node 0 is the root.
/// </summary>
internal sealed class TokenTrie
{
    public const int Root = 0;
    public const int NoToken = -1;

    private readonly char[] _labels;
    private readonly int[] _firstChildren;
    private readonly int[] _ids;

    private TokenTrie(char[] labels, int[] firstChildren, int[] ids) => (_labels, _firstChildren, _ids) = (labels, firstChildren, ids);

    /// <summary>Builds the trie; the last of equal tokens wins.</summary>
    public static TokenTrie Build(IEnumerable<(string Token, int Id)> tokens)
    {
        (string Token, int Id)[] sorted = [.. tokens];
        Sort(sorted);
        List<(int Low, int High)> ranges = [(0, sorted.Length)];
        List<char> labels = ['\0'];
        List<int> firstChildren = [], ids = [];
        for (int node = 0, depth = 0, level = 1; node < ranges.Count; node++)
        {
            if (node == level) (depth, level) = (depth + 1, ranges.Count);
            firstChildren.Add(ranges.Count);
            (int low, int high) = ranges[node];
            int id = NoToken;
            while (low < high && sorted[low].Token.Length == depth) id = sorted[low++].Id;
            ids.Add(id);
            while (low < high)
            {
                char label = sorted[low].Token[depth];
                int first = low;
                while (low < high && sorted[low].Token[depth] == label) low++;
                ranges.Add((first, low));
                labels.Add(label);
            }
        }
        firstChildren.Add(ranges.Count);
        return new TokenTrie([.. labels], [.. firstChildren], [.. ids]);
    }

    // Integers sort several times faster than strings, and most tokens differ in their first characters.
    private static void Sort((string Token, int Id)[] tokens)
    {
        ulong[] sortKeys = [.. tokens.Select(token => GetSortKey(token.Token))];
        Array.Sort(sortKeys, tokens);
        for (int low = 0, high; low < tokens.Length; low = high)
        {
            for (high = low + 1; high < tokens.Length && sortKeys[high] == sortKeys[low];) high++;
            tokens.AsSpan(low..high).Sort(static (a, b) =>
                string.CompareOrdinal(a.Token, b.Token) is int order and not 0 ? order : a.Id.CompareTo(b.Id));
        }
    }

    private static ulong GetSortKey(string token)
    {
        ulong key = 0;
        for (int i = 0; i < sizeof(ulong) / sizeof(char); i++) key = key << 16 | (i < token.Length ? token[i] : 0u);
        return key;
    }

    /// <summary>Moves from a node to its child with this label; returns false if there is none.</summary>
    public bool TryStep(ref int node, char label)
    {
        int first = _firstChildren[node];
        int child = _labels.AsSpan(first.._firstChildren[node + 1]).BinarySearch(label);
        if (child < 0) return false;
        node = first + child;
        return true;
    }

    /// <summary>Returns the id of the token that ends at a node, or <see cref="NoToken"/>.</summary>
    public int GetId(int node) => _ids[node];
}
