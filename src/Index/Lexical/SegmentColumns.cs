using System.Runtime.CompilerServices;
using Lucene.Net.Index;

namespace SearchEngine.Index.Lexical;

/// <summary>What a search needs of each document of a segment, in memory: its chunk's id, and its norms. Read once, when the segment is first searched.</summary>
internal sealed class SegmentColumns
{
    private static readonly ConditionalWeakTable<object, SegmentColumns> Cache = [];

    private readonly Dictionary<string, byte[]> _norms = [];

    private SegmentColumns(AtomicReader reader)
    {
        ChunkIds = new long[reader.MaxDoc];
        NumericDocValues ids = reader.GetNumericDocValues(ChunkFields.Id);
        IsOrdered = true;
        for (int doc = 0; doc < ChunkIds.Length; doc++)
        {
            ChunkIds[doc] = ids.Get(doc);
            IsOrdered &= doc == 0 || ChunkIds[doc] > ChunkIds[doc - 1];
        }
        foreach (string field in ChunkFields.SearchedFields)
        {
            byte[] norms = new byte[reader.MaxDoc];
            if (reader.GetNormValues(field) is { } values)
            {
                for (int doc = 0; doc < norms.Length; doc++) norms[doc] = (byte)values.Get(doc);
            }
            _norms.Add(field, norms);
        }
    }

    /// <summary>The chunk of each document.</summary>
    public long[] ChunkIds { get; }

    /// <summary>Whether ids ascend with the documents. They do as the catalog gives them out, and merges of neighbours keep it.</summary>
    public bool IsOrdered { get; }

    public static SegmentColumns For(AtomicReader reader) => Cache.GetValue(reader.CoreCacheKey, _ => new SegmentColumns(reader));

    /// <summary>The length of each document's field, as <see cref="Bm25"/> reads it; 0 for a document without it.</summary>
    public byte[] GetNorms(string field) => _norms[field];
}
