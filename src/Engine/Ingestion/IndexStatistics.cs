using System.Diagnostics;
using SearchEngine.Index.Catalog;

namespace SearchEngine.Ingestion;

/// <summary>Counts what an indexing run does, and tells its progress.</summary>
internal sealed class IndexStatistics(string collection, IProgress<IndexProgress>? progress, int total)
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly List<FailedDocument> _failed = [];
    private int _indexed, _skipped, _unchanged, _done;

    public void Count(PreparedFile file)
    {
        switch (file.Entry)
        {
            case null: _unchanged++; break;
            case { Status: DocumentStatus.Skipped }: _skipped++; break;
            case { Status: DocumentStatus.Failed } failed: _failed.Add(new FailedDocument(file.Path, failed.Reason ?? "")); break;
            default: _indexed++; break;
        }
        _done++;
        progress?.Report(new IndexProgress(IndexStage.Reading, _done, total)
        {
            Document = file.Entry is { } entry ? new DocumentReport(collection, entry.Path, entry.Status, entry.Reason, entry.Chunks.Count, entry.Size, entry.ModifiedUtc) : null,
        });
    }

    public IndexReport Report(int unchanged, int removed, int encoded) =>
        new(_indexed, unchanged + _unchanged, removed, _skipped, _failed, encoded, Stopwatch.GetElapsedTime(_started));
}
