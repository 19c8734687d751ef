using System.Globalization;
using Lucene.Net.Analysis;
using Lucene.Net.Index;
using Lucene.Net.Util;
using SearchEngine.Index.Contracts;
using Directory = Lucene.Net.Store.Directory;

namespace SearchEngine.Index.Lexical;

/// <summary>Commits changes to a Lucene index.</summary>
internal sealed class LuceneWriter : IDisposable
{
    private const string SourceKey = "source", GenerationKey = "generation", IncarnationKey = "birth";

    private readonly IndexWriter _writer;

    public LuceneWriter(Directory directory, Analyzer analyzer)
    {
        IndexWriterConfig config = new(LuceneVersion.LUCENE_48, analyzer)
        {
            Similarity = Bm25.Similarity,
            OpenMode = OpenMode.CREATE_OR_APPEND,
            RAMBufferSizeMB = 32,
            // Merges only neighbouring segments, so that documents stay in the order of chunk ids.
            MergePolicy = new LogByteSizeMergePolicy(),
            MergeScheduler = new BackgroundMergeScheduler(),
        };
        _writer = new IndexWriter(directory, config);
    }

    /// <summary>Reads the stamp that a commit was made under.</summary>
    public static DerivedStamp ReadStamp(IDictionary<string, string> commitData)
    {
        if (!commitData.TryGetValue(SourceKey, out string? source)) return new DerivedStamp("", 0);
        return commitData.TryGetValue(GenerationKey, out string? generation)
            ? new DerivedStamp(source, long.Parse(generation, CultureInfo.InvariantCulture))
            : new DerivedStamp("", 0);
    }

    /// <summary>
    /// Reads the id that an index gets when it is first filled. A rebuilt index has files of the same names, which a reader must
    /// not confuse with those it has open.
    /// </summary>
    public static string ReadIncarnation(IDictionary<string, string> commitData) =>
        commitData.TryGetValue(IncarnationKey, out string? incarnation) ? incarnation : "";

    public void Commit(bool startEmpty, IEnumerable<long> removed, IEnumerable<ChunkWords> added, DerivedStamp stamp)
    {
        if (startEmpty) _writer.DeleteAll();
        foreach (long chunkId in removed) _writer.DeleteDocuments(ChunkDocument.CreateKeyTerm(chunkId));
        foreach (ChunkWords chunk in added) _writer.AddDocument(ChunkDocument.Create(chunk));
        string incarnation = startEmpty ? Guid.NewGuid().ToString("N") : ReadIncarnation(_writer.CommitData);
        _writer.SetCommitData(new Dictionary<string, string>
        {
            [SourceKey] = stamp.Source,
            [GenerationKey] = stamp.Generation.ToString(CultureInfo.InvariantCulture),
            [IncarnationKey] = incarnation,
        });
        _writer.Commit();
    }

    /// <summary>
    /// Discards uncommitted changes and closes the writer, even if the disk fails again; the next writer then deletes the files
    /// that are left.
    /// </summary>
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

    /// <summary>
    /// Waits for merges and closes the writer. Every change is committed before, so an I/O error here loses nothing.
    /// </summary>
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
