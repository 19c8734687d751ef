using System.Text;

namespace SearchEngine.Index.Filters;

/// <summary>A set of characters as globs write it: <c>[abc]</c>, <c>[a-z]</c>, <c>[!a-z]</c>. A closing bracket that comes first is one of the characters.</summary>
internal sealed class GlobClass
{
    private readonly List<(int First, int Last)> _ranges = [];
    private bool _negated;

    public bool Contains(int codePoint) => _ranges.Exists(range => range.First <= codePoint && codePoint <= range.Last) != _negated;

    /// <summary>Reads the class that opens at <paramref name="index"/>, and goes behind it.</summary>
    public static GlobClass Read(FilterText word, ref int index)
    {
        FilterCharacter opened = word[index++];
        GlobClass read = new() { _negated = word.IsUnquoted(index, "!^") };
        if (read._negated) index++;
        while (read._ranges.Count == 0 || !word.IsUnquoted(index, "]"))
        {
            if (index >= word.Length) throw word.CreateError($"the bracket at character {opened.Position} is never closed; close it, or put it in quotes to find it in a path: path=\"[\"*");
            int first = CodePoint(word, ref index), last = first;
            if (word.IsUnquoted(index, "-") && index + 1 < word.Length && !word.IsUnquoted(index + 1, "]"))
            {
                index++;
                last = CodePoint(word, ref index);
            }
            if (last < first) throw word.CreateError($"the range in the bracket at character {opened.Position} runs backwards; write it from low to high, such as [a-z]");
            read._ranges.Add((first, last));
        }
        index++;
        return read;
    }

    private static int CodePoint(FilterText word, ref int index)
    {
        char first = word[index++].Value;
        if (index >= word.Length || !Rune.TryCreate(first, word[index].Value, out Rune pair)) return first;
        index++;
        return pair.Value;
    }
}
