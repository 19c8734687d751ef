using SearchEngine.Index;
using SearchEngine.Index.Catalog;
using SearchEngine.Models;

namespace SearchEngine.Ingestion;

/// <summary>
/// Makes passages searchable by meaning: encodes those that have no embedding under the encoder's fingerprint, a batch at a time.
/// A passage whose text was encoded before, under any path, costs nothing.
/// </summary>
internal sealed class EmbeddingStage(SearchIndex index, PassageEncoder encoder)
{
    /// <summary>Passages a time; fewer where something may come between.</summary>
    private const int Batch = 64, SmallBatch = 4;

    /// <summary>Encodes all that is pending.</summary>
    /// <param name="progress">Hears how far it is.</param>
    /// <param name="givesWay">Whether to leave the rest pending, as there are words to be found first; null for never.</param>
    /// <param name="cancellation">Ends it between two passages.</param>
    /// <returns>How many passages were encoded.</returns>
    public async Task<int> RunAsync(IProgress<IndexProgress>? progress, Func<bool>? givesWay, CancellationToken cancellation)
    {
        CatalogCounts counts = index.Catalog.GetCounts(encoder.Fingerprint);
        int total = counts.Chunks - counts.EmbeddedChunks, done = 0, most = givesWay is null ? Batch : SmallBatch;
        CommitTimer commits = new(index);
        for (long after = 0; index.Catalog.GetUnembeddedChunks(encoder.Fingerprint, most, after) is { Count: > 0 } batch; after = batch[^1].ChunkId)
        {
            progress?.Report(new IndexProgress(IndexStage.Encoding, done, total));
            done += index.Catalog.PutEmbeddings(encoder.Fingerprint, await EncodeAsync(batch, cancellation).ConfigureAwait(false));
            commits.CommitIfDue();
            if (givesWay?.Invoke() == true)
            {
                index.Commit();
                return done;
            }
        }
        if (done > 0) progress?.Report(new IndexProgress(IndexStage.Encoding, total, total));
        index.Commit();
        return done;
    }

    private async Task<KeyValuePair<string, ReadOnlyMemory<float>>[]> EncodeAsync(IReadOnlyList<UnembeddedChunk> batch, CancellationToken cancellation)
    {
        IReadOnlyList<ReadOnlyMemory<float>> vectors = await encoder.EncodeAsync(batch.Select(chunk => EmbeddingText.Compose(chunk.Title, chunk.Heading, chunk.Text)), cancellation).ConfigureAwait(false);
        return [.. batch.Select((chunk, i) => KeyValuePair.Create(chunk.EmbeddingKey, vectors[i]))];
    }
}
