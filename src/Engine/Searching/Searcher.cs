using System.Diagnostics;
using System.Text;
using SearchEngine.Encoder;
using SearchEngine.Index;
using SearchEngine.Index.Catalog;

namespace SearchEngine.Searching;

/// <summary>Answers one query: words and meaning side by side, fused, then shown document by document.</summary>
internal sealed class Searcher(SearchIndex index, Func<Task<TextEncoder>> encoder)
{
    /// <summary>Passages that each retriever gives the fusion, at least; a document may have several.</summary>
    private const int LeastCandidates = 200;
    private const int CandidatesPerDocument = 4;

    public async Task<SearchResults> SearchAsync(string query, QueryOptions options, CancellationToken cancellation)
    {
        long started = Stopwatch.GetTimestamp();
        QueryConditions conditions = index.Interpret(query);
        ChunkFilter? filter = Scope(options.Collections, conditions.Matching);
        int candidates = Math.Max(LeastCandidates, options.Take * CandidatesPerDocument);

        // The encoder is the longest part of a query, so the words are looked up beside it.
        Task<(float[] Vector, double Milliseconds)>? encoding = options.Mode == RetrievalMode.Lexical || !HasWords(conditions.Text) ? null : Task.Run(() => EncodeAsync(conditions.Text), cancellation);
        (IReadOnlyList<Hit> lexical, double lexicalTime) = options.Mode == RetrievalMode.Dense ? ([], 0) : Timed(() => index.SearchWords(query, candidates, filter));
        (float[] vector, double encodeTime) = encoding is null ? ([], 0) : await encoding.WaitAsync(cancellation).ConfigureAwait(false);
        (IReadOnlyList<Hit> dense, double denseTime) = vector.Length == 0 ? ([], 0) : Timed(() => index.SearchVectors(vector, candidates, filter));
        cancellation.ThrowIfCancellationRequested();

        (IReadOnlyList<SearchHit> hits, double fuseTime) = Timed(() => Fuse(lexical, dense, options));
        double total = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return new SearchResults(query, hits, new SearchTimings(encodeTime, lexicalTime, denseTime, fuseTime, total), Pending(options.Mode));
    }

    private IReadOnlyList<SearchHit> Fuse(IReadOnlyList<Hit> lexical, IReadOnlyList<Hit> dense, QueryOptions options)
    {
        if (!RelevanceFloor.IsCleared(lexical, dense)) return [];
        IReadOnlyList<Hit> fused = options.Mode switch
        {
            RetrievalMode.Lexical => lexical,
            RetrievalMode.Dense => dense,
            _ => RankingWeights.Fuse(lexical, dense),
        };
        return new HitGroups(index.Catalog, lexical, dense, options.IncludeCopies).Take(fused, options.Take);
    }

    /// <summary>An encoder makes something of punctuation too, but it means nothing.</summary>
    private static bool HasWords(string text) => text.EnumerateRunes().Any(Rune.IsLetterOrDigit);

    private async Task<(float[] Vector, double Milliseconds)> EncodeAsync(string query)
    {
        long started = Stopwatch.GetTimestamp();
        TextEncoder model = await encoder().ConfigureAwait(false);
        float[] vector = new float[model.Dimensions];
        model.Encode(query, TextRole.Query, vector);
        bool searchable = index.Model == model.Fingerprint;
        return (searchable ? vector : [], Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    /// <summary>The chunks that may be found: those of the collections named that match the query's conditions; null where that is all.</summary>
    private ChunkFilter? Scope(IReadOnlyList<string> names, ChunkFilter? matching)
    {
        if (names.Count == 0) return matching;
        IReadOnlyList<CollectionEntry> all = index.Catalog.Collections();
        CollectionEntry[] wanted = [.. names.Select(name => all.FirstOrDefault(collection => collection.Name == name)
            ?? throw new ArgumentException($"there is no collection '{name}'; there are: {string.Join(", ", all.Select(collection => collection.Name))}", nameof(names)))];
        if (wanted.Length == all.Count) return matching;
        ChunkFilter within = ChunkFilter.Union(wanted.Select(collection => index.Catalog.ChunksOf(collection.Id)));
        return matching is null ? within : within.And(matching);
    }

    private int Pending(RetrievalMode mode)
    {
        if (mode == RetrievalMode.Lexical) return 0;
        CatalogCounts counts = index.Catalog.Count(index.Model);
        return counts.Chunks - counts.EmbeddedChunks;
    }

    private static (T Result, double Milliseconds) Timed<T>(Func<T> work)
    {
        long started = Stopwatch.GetTimestamp();
        T result = work();
        return (result, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }
}
