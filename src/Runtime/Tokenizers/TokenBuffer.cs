using System.Runtime.InteropServices;

namespace SearchEngine.Runtime.Tokenizers;

/// <summary>The tokens of a text found so far, with their spans.</summary>
internal sealed class TokenBuffer
{
    public List<int> Ids { get; } = [];

    public List<(int Start, int End)> Offsets { get; } = [];

    public int Count => Ids.Count;

    public void Add(int id, (int Start, int End) offset)
    {
        Ids.Add(id);
        Offsets.Add(offset);
    }

    public TokenBuffer Slice(int start, int count)
    {
        TokenBuffer slice = new();
        slice.Ids.AddRange(CollectionsMarshal.AsSpan(Ids).Slice(start, count));
        slice.Offsets.AddRange(CollectionsMarshal.AsSpan(Offsets).Slice(start, count));
        return slice;
    }
}
