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
        using IndexSnapshot snapshot = index.Snapshot();
        QueryConditions conditions = snapshot.Interpret(query);
        ChunkFilter? filter = Both(snapshot.Filter(options.Filter, Scope(snapshot, options.Collections)), conditions.Matching);
        int candidates = Math.Max(LeastCandidates, options.Take * CandidatesPerDocument);

        // The encoder is the longest part of a query, so the words are looked up beside it.
        bool encodes = options.Mode != RetrievalMode.Lexical && HasWords(conditions.Text);
        Task<EncodedQuery>? encoding = encodes ? Task.Run(() => EncodeAsync(conditions.Text), cancellation) : null;
        (IReadOnlyList<Hit> lexical, double lexicalTime) = options.Mode == RetrievalMode.Dense ? ([], 0) : Timed(() => snapshot.SearchWords(query, candidates, filter));
        EncodedQuery? encoded = encoding is null ? null : await encoding.WaitAsync(cancellation).ConfigureAwait(false);
        // Vectors of another model say nothing of this one's query.
        bool comparable = encoded is not null && encoded.Encoder.Fingerprint == snapshot.Model;
        (IReadOnlyList<Hit> dense, double denseTime) = comparable ? Timed(() => snapshot.SearchVectors(encoded!.Vector, candidates, filter)) : ([], 0);
        cancellation.ThrowIfCancellationRequested();

        (IReadOnlyList<SearchHit> hits, double fuseTime) = Timed(() =>
        {
            IReadOnlyList<SearchHit> fused = Fuse(snapshot, lexical, dense, options);
            return options.Highlight ? Highlight(fused, new Highlighter(snapshot.Words(query))) : fused;
        });
        double total = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        SearchTimings timings = new(encoded?.Milliseconds ?? 0, lexicalTime, denseTime, fuseTime, total);
        return new SearchResults(query, hits, timings, encoded is null ? 0 : snapshot.Pending(encoded.Encoder.Fingerprint), snapshot.Behind);
    }

    private static IReadOnlyList<SearchHit> Fuse(IndexSnapshot snapshot, IReadOnlyList<Hit> lexical, IReadOnlyList<Hit> dense, QueryOptions options)
    {
        if (!RelevanceFloor.IsCleared(lexical, dense)) return [];
        IReadOnlyList<Hit> fused = options.Mode switch
        {
            RetrievalMode.Lexical => lexical,
            RetrievalMode.Dense => dense,
            _ => RankingWeights.Fuse(lexical, dense),
        };
        return new HitGroups(snapshot, lexical, dense, options.IncludeCopies).Take(fused, options.Take);
    }

    private static SearchHit[] Highlight(IReadOnlyList<SearchHit> hits, Highlighter highlighter) =>
        [.. hits.Select(hit => hit with { Passages = [.. hit.Passages.Select(highlighter.Highlight)] })];

    /// <summary>An encoder makes something of punctuation too, but it means nothing.</summary>
    private static bool HasWords(string text) => text.EnumerateRunes().Any(Rune.IsLetterOrDigit);

    private async Task<EncodedQuery> EncodeAsync(string query)
    {
        long started = Stopwatch.GetTimestamp();
        TextEncoder model = await encoder().ConfigureAwait(false);
        float[] vector = new float[model.Dimensions];
        model.Encode(query, TextRole.Query, vector);
        return new EncodedQuery(vector, model, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    /// <summary>Ids of the collections named; null where these are all.</summary>
    private static long[]? Scope(IndexSnapshot snapshot, IReadOnlyList<string> names)
    {
        if (names.Count == 0) return null;
        IReadOnlyList<CollectionEntry> all = snapshot.Collections();
        CollectionEntry[] wanted = [.. names.Distinct().Select(name => all.FirstOrDefault(collection => collection.Name == name)
            ?? throw new ArgumentException($"there is no collection '{name}'; there are: {string.Join(", ", all.Select(collection => collection.Name))}", nameof(names)))];
        return wanted.Length == all.Count ? null : [.. wanted.Select(collection => collection.Id)];
    }

    /// <summary>The chunks that are in both sets, where null holds all.</summary>
    private static ChunkFilter? Both(ChunkFilter? one, ChunkFilter? other) => one is null || other is null ? one ?? other : one.And(other);

    private static (T Result, double Milliseconds) Timed<T>(Func<T> work)
    {
        long started = Stopwatch.GetTimestamp();
        T result = work();
        return (result, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    private sealed record EncodedQuery(float[] Vector, TextEncoder Encoder, double Milliseconds);
}
