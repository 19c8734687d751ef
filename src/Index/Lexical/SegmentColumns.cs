using System.Runtime.CompilerServices;
using Lucene.Net.Index;

namespace SearchEngine.Index.Lexical;

/// <summary>
/// The chunk id and the norms of each document of a segment, in memory. They are loaded when the segment is first searched and
/// shared by all searches.
/// </summary>
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
        foreach (string field in ChunkFields.SearchedFields) _norms.Add(field, ReadNorms(reader, field));
    }

    /// <summary>The chunk id of each document.</summary>
    public long[] ChunkIds { get; }

    /// <summary>
    /// Whether chunk ids ascend with the documents. They normally do: the catalog assigns ascending ids, and merging neighbours
    /// keeps the order.
    /// </summary>
    public bool IsOrdered { get; }

    public static SegmentColumns For(AtomicReader reader) => Cache.GetValue(reader.CoreCacheKey, _ => new SegmentColumns(reader));

    /// <summary>
    /// Returns the norm of a field of each document, which <see cref="Bm25"/> decodes; 0 for a document without the field.
    /// </summary>
    public byte[] GetNorms(string field) => _norms[field];

    private static byte[] ReadNorms(AtomicReader reader, string field)
    {
        byte[] norms = new byte[reader.MaxDoc];
        if (reader.GetNormValues(field) is not { } values) return norms;
        for (int doc = 0; doc < norms.Length; doc++) norms[doc] = (byte)values.Get(doc);
        return norms;
    }
}
