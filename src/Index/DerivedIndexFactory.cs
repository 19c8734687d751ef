using SearchEngine.Index.Lexical;
using SearchEngine.Index.Vectors;

namespace SearchEngine.Index;

/// <summary>Opens the derived indexes in their folders. Tests replace it to put failing disks beneath them.</summary>
internal sealed record DerivedIndexFactory(Func<string, LexicalIndex> OpenLexical, Func<string, IVectorIndex> OpenVectors)
{
    public static DerivedIndexFactory OnDisk { get; } =
        new(static folder => new LexicalIndex(folder), static folder => new SegmentVectorIndex(folder));
}
