using SearchEngine.Index;
using SearchEngine.Index.Catalog;
using SearchEngine.Models;

namespace SearchEngine.Ingestion;

/// <summary>
/// Makes passages searchable by meaning: embeds, batch by batch, those without an embedding under the encoder's fingerprint. A text that
/// was embedded before, under any path, is not embedded again.
/// </summary>
internal sealed class EmbeddingStage(SearchIndex index, PassageEncoder encoder)
{
    /// <summary>Passages per batch. Batches are smaller if the stage may have to yield after one.</summary>
    private const int BatchSize = 64, YieldingBatchSize = 4;

    /// <summary>Embeds all pending passages.</summary>
    /// <param name="progress">Receives progress.</param>
    /// <param name="shouldYield">Whether to stop after the current batch, since changed files are waiting; null to never stop.</param>
    /// <param name="cancellation">Cancels between two passages.</param>
    /// <returns>The number of embedded passages.</returns>
    public async Task<int> RunAsync(IProgress<IndexProgress>? progress, Func<bool>? shouldYield, CancellationToken cancellation)
    {
        CatalogStore catalog = index.Catalog;
        CatalogCounts counts = catalog.GetCounts(encoder.Fingerprint);
        int total = counts.Chunks - counts.EmbeddedChunks, done = 0;
        int batchSize = shouldYield is null ? BatchSize : YieldingBatchSize;
        long lastChunk = 0;
        CommitTimer commits = new(index);
        while (catalog.GetUnembeddedChunks(encoder.Fingerprint, batchSize, lastChunk) is { Count: > 0 } batch)
        {
            progress?.Report(new IndexProgress(IndexStage.Encoding, done, total));
            done += catalog.PutEmbeddings(encoder.Fingerprint, await EncodeAsync(batch, cancellation).ConfigureAwait(false));
            commits.CommitIfDue();
            if (shouldYield?.Invoke() == true)
            {
                index.Commit();
                return done;
            }
            lastChunk = batch[^1].ChunkId;
        }
        if (done > 0) progress?.Report(new IndexProgress(IndexStage.Encoding, total, total));
        index.Commit();
        return done;
    }

    private async Task<KeyValuePair<string, ReadOnlyMemory<float>>[]> EncodeAsync(
        IReadOnlyList<UnembeddedChunk> batch, CancellationToken cancellation)
    {
        IEnumerable<string> inputs = batch.Select(chunk => ModelInput.Compose(chunk.Title, chunk.Heading, chunk.Text));
        IReadOnlyList<ReadOnlyMemory<float>> vectors = await encoder.EncodeAsync(inputs, cancellation).ConfigureAwait(false);
        return [.. batch.Select((chunk, i) => KeyValuePair.Create(chunk.EmbeddingKey, vectors[i]))];
    }
}
