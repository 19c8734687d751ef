using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace SearchEngine.Index.Lexical;

/// <summary>Lets Lucene ask a bitmap of chunk ids before it scores a document.</summary>
internal sealed class BitmapFilter(ChunkFilter chunks) : Filter
{
    public override DocIdSet GetDocIdSet(AtomicReaderContext context, IBits acceptDocs)
    {
        NumericDocValues ids = context.AtomicReader.GetNumericDocValues(ChunkFields.Id);
        return new FieldCacheDocIdSet(context.AtomicReader.MaxDoc, acceptDocs, doc => chunks.Contains(ids.Get(doc)));
    }
}
