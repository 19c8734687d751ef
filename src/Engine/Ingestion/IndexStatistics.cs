using System.Diagnostics;
using SearchEngine.Index.Catalog;

namespace SearchEngine.Ingestion;

/// <summary>Counts the outcomes of an indexing run and reports its progress.</summary>
internal sealed class IndexStatistics(string collection, IProgress<IndexProgress>? progress, int total)
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly List<FailedDocument> _failed = [];
    private int _indexed, _skipped, _unchanged, _done;

    public void Add(LoadedDocument document)
    {
        switch (document.Entry)
        {
            case null:
                _unchanged++;
                break;
            case { Status: DocumentStatus.Skipped }:
                _skipped++;
                break;
            case { Status: DocumentStatus.Failed } failed:
                _failed.Add(new FailedDocument(document.Path, failed.Reason ?? ""));
                break;
            default:
                _indexed++;
                break;
        }
        _done++;
        progress?.Report(new IndexProgress(IndexStage.Reading, _done, total) { Document = CreateReport(document.Entry) });
    }

    public IndexReport CreateReport(int unchanged, int removed, int encoded) =>
        new(_indexed, unchanged + _unchanged, removed, _skipped, _failed, encoded, Stopwatch.GetElapsedTime(_started));

    private DocumentReport? CreateReport(DocumentEntry? entry) => entry is null
        ? null
        : new DocumentReport(collection, entry.Path, entry.Status, entry.Reason, entry.Chunks.Count, entry.Size, entry.ModifiedUtc);
}
