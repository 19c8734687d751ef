using System.Globalization;
using Lucene.Net.Analysis;
using Lucene.Net.Index;
using Lucene.Net.Util;
using SearchEngine.Index.Contracts;
using Directory = Lucene.Net.Store.Directory;

namespace SearchEngine.Index.Lexical;

/// <summary>Changes a Lucene index, commit by commit.</summary>
internal sealed class LuceneWriter : IDisposable
{
    private const string Source = "source", Generation = "generation", Birth = "birth";

    private readonly IndexWriter _writer;

    public LuceneWriter(Directory directory, Analyzer analyzer) => _writer = new IndexWriter(directory, new IndexWriterConfig(LuceneVersion.LUCENE_48, analyzer)
    {
        Similarity = Bm25.Similarity,
        OpenMode = OpenMode.CREATE_OR_APPEND,
        RAMBufferSizeMB = 32,
        // Merges neighbours only, so that documents stay in the order of chunk ids.
        MergePolicy = new LogByteSizeMergePolicy(),
        MergeScheduler = new BackgroundMerges(),
    });

    /// <summary>What a commit says of itself.</summary>
    public static DerivedStamp Stamp(IDictionary<string, string> commitData) =>
        commitData.TryGetValue(Source, out string? source) && commitData.TryGetValue(Generation, out string? generation)
            ? new DerivedStamp(source, long.Parse(generation, CultureInfo.InvariantCulture)) : new DerivedStamp("", 0);

    /// <summary>Names an index from its first commit on: one that was made anew has files of the same names, which a reader must not take for those it knows.</summary>
    public static string BirthOf(IDictionary<string, string> commitData) => commitData.TryGetValue(Birth, out string? birth) ? birth : "";

    public void Commit(bool fromNothing, IEnumerable<long> removed, IEnumerable<ChunkWords> added, DerivedStamp stamp)
    {
        if (fromNothing) _writer.DeleteAll();
        foreach (long chunkId in removed) _writer.DeleteDocuments(ChunkDocument.Term(chunkId));
        foreach (ChunkWords chunk in added) _writer.AddDocument(ChunkDocument.Of(chunk));
        string birth = fromNothing ? Guid.NewGuid().ToString("N") : BirthOf(_writer.CommitData);
        _writer.SetCommitData(new Dictionary<string, string>
        {
            [Source] = stamp.Source,
            [Generation] = stamp.Generation.ToString(CultureInfo.InvariantCulture),
            [Birth] = birth,
        });
        _writer.Commit();
    }

    /// <summary>Forgets what was not committed. The writer is closed, even if the disk fails once more: then files are left that the next writer deletes.</summary>
    public void Rollback()
    {
        try
        {
            _writer.Rollback();
        }
        catch (IOException)
        {
        }
    }

    /// <summary>Waits for merges and closes. Every change is committed before, so nothing is lost if this goes wrong.</summary>
    public void Dispose()
    {
        try
        {
            _writer.Dispose();
        }
        catch (IOException)
        {
            Rollback();
        }
    }
}
