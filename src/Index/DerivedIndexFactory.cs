using SearchEngine.Index.Lexical;
using SearchEngine.Index.Vectors;

namespace SearchEngine.Index;

/// <summary>How derived indexes are opened, by their folders. The product knows one way; tests put disks that fail beneath.</summary>
internal sealed record DerivedIndexFactory(Func<string, LexicalIndex> OpenLexical, Func<string, IVectorIndex> OpenVectors)
{
    public static DerivedIndexFactory OnDisk { get; } = new(static folder => new LexicalIndex(folder), static folder => new SegmentVectorIndex(folder));
}
