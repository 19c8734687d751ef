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
    private const string SourceKey = "source", GenerationKey = "generation", IncarnationKey = "birth";

    private readonly IndexWriter _writer;

    public LuceneWriter(Directory directory, Analyzer analyzer) => _writer = new IndexWriter(directory, new IndexWriterConfig(LuceneVersion.LUCENE_48, analyzer)
    {
        Similarity = Bm25.Similarity,
        OpenMode = OpenMode.CREATE_OR_APPEND,
        RAMBufferSizeMB = 32,
        // Merges neighbours only, so that documents stay in the order of chunk ids.
        MergePolicy = new LogByteSizeMergePolicy(),
        MergeScheduler = new BackgroundMergeScheduler(),
    });

    /// <summary>What a commit says of itself.</summary>
    public static DerivedStamp ReadStamp(IDictionary<string, string> commitData) =>
        commitData.TryGetValue(SourceKey, out string? source) && commitData.TryGetValue(GenerationKey, out string? generation)
            ? new DerivedStamp(source, long.Parse(generation, CultureInfo.InvariantCulture)) : new DerivedStamp("", 0);

    /// <summary>Names an index from its first commit on: one that was made anew has files of the same names, which a reader must not take for those it knows.</summary>
    public static string ReadIncarnation(IDictionary<string, string> commitData) => commitData.TryGetValue(IncarnationKey, out string? birth) ? birth : "";

    public void Commit(bool startEmpty, IEnumerable<long> removed, IEnumerable<ChunkWords> added, DerivedStamp stamp)
    {
        if (startEmpty) _writer.DeleteAll();
        foreach (long chunkId in removed) _writer.DeleteDocuments(ChunkDocument.CreateKeyTerm(chunkId));
        foreach (ChunkWords chunk in added) _writer.AddDocument(ChunkDocument.Create(chunk));
        string birth = startEmpty ? Guid.NewGuid().ToString("N") : ReadIncarnation(_writer.CommitData);
        _writer.SetCommitData(new Dictionary<string, string>
        {
            [SourceKey] = stamp.Source,
            [GenerationKey] = stamp.Generation.ToString(CultureInfo.InvariantCulture),
            [IncarnationKey] = birth,
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
