using SearchEngine.Index.Lexical;
using SearchEngine.Index.Vectors;

namespace SearchEngine.Index;

/// <summary>How derived indexes are opened, by their folders. The product knows one way; tests put disks that fail beneath.</summary>
internal sealed record DerivedParts(Func<string, ILexicalIndex> Lexical, Func<string, IVectorIndex> Vectors)
{
    public static DerivedParts OnDisk { get; } = new(static folder => new LuceneLexicalIndex(folder), static folder => new SegmentVectorIndex(folder));
}
