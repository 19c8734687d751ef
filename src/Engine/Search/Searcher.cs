using System.Diagnostics;
using System.Text;
using SearchEngine.Index;
using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;
using SearchEngine.Models;
using SearchEngine.Reranker;

namespace SearchEngine.Search;

/// <summary>Answers one query: words and meaning side by side, fused, re-ranked, then shown document by document.</summary>
internal sealed class Searcher(SearchIndex index, Func<Task<PassageEncoder>> encoder, Func<Task<IReranker>> reranker)
{
    /// <summary>Passages that each retriever gives the fusion, at least; a document may have several.</summary>
    private const int MinCandidates = 200;
    private const int CandidatesPerDocument = 4;

    public async Task<SearchResults> SearchAsync(string query, QueryOptions options, CancellationToken cancellation)
    {
        long started = Stopwatch.GetTimestamp();
        using IndexSnapshot snapshot = index.Snapshot();
        ParsedQuery parsed = ParsedQuery.Parse(query);
        ChunkFilter? allowed = snapshot.CreateFilter(options.Filter, ResolveCollections(snapshot, options.Collections));
        ChunkFilter? filter = ChunkFilter.Intersect(allowed, snapshot.MatchConditions(parsed));
        int candidates = Math.Max(MinCandidates, options.Take * CandidatesPerDocument);

        // The encoder is the longest part of a query, so the words are looked up beside it.
        bool encodes = options.Mode != RetrievalMode.Lexical && HasLettersOrDigits(parsed.Text);
        Task<EncodedQuery>? encoding = encodes ? Task.Run(() => EncodeAsync(parsed.Text, cancellation), cancellation) : null;
        (IReadOnlyList<Hit> lexical, double lexicalTime) = options.Mode == RetrievalMode.Dense ? ([], 0) : Timed(() => SearchWords(snapshot, parsed, candidates, filter));
        EncodedQuery? encoded = encoding is null ? null : await encoding.WaitAsync(cancellation).ConfigureAwait(false);
        // Vectors of another model say nothing of this one's query.
        bool comparable = encoded is not null && encoded.Encoder.Fingerprint == snapshot.Model;
        (IReadOnlyList<Hit> dense, double denseTime) = comparable ? Timed(() => snapshot.SearchVectors(encoded!.Vector, candidates, filter)) : ([], 0);
        cancellation.ThrowIfCancellationRequested();

        float words = RankingWeights.ComputeLexicalWeight(parsed.Kind, lexical);
        (FusedLists lists, double fuseTime) = Timed(() => Fuse(lexical, dense, words, options));
        if (options.Mode == RetrievalMode.Hybrid && dense.Count > 0 && lists.Fused.Count > 0)
        {
            RelevanceFeedback feedback = new(snapshot, candidates, filter);
            IReadOnlyList<Hit> first = lists.Fused;
            (dense, double again) = Timed(() => feedback.SearchVectors(encoded!.Vector.Span, first));
            denseTime += again;
            if (parsed.Kind == QueryKind.Keywords)
            {
                (lexical, again) = Timed(() => feedback.SearchWords(parsed, first));
                lexicalTime += again;
            }
            (lists, again) = Timed(() => Fuse(lexical, dense, words, options));
            fuseTime += again;
            cancellation.ThrowIfCancellationRequested();
        }
        (RerankedHits? reranked, double rerankTime) = await RerankAsync(snapshot, parsed, lists, options, cancellation).ConfigureAwait(false);
        (IReadOnlyList<SearchHit> hits, double showTime) = Timed(() => BuildHits(snapshot, parsed, lists, reranked, options));
        SearchTimings timings = new(encoded?.Milliseconds ?? 0, lexicalTime, denseTime, fuseTime + showTime, Stopwatch.GetElapsedTime(started).TotalMilliseconds) { Rerank = rerankTime };
        return new SearchResults(query, hits, timings, encoded is null ? 0 : snapshot.CountUnembeddedChunks(encoded.Encoder.Fingerprint), snapshot.UncommittedDocuments)
        {
            Rerank = reranked is null ? null : new RerankReport(reranked.Scored.Count, reranked.Weight),
        };
    }

    /// <summary>Questions name things by several words, which stand together in the answer; to keywords and statements it made no difference, or did harm.</summary>
    private static IReadOnlyList<Hit> SearchWords(IndexSnapshot snapshot, ParsedQuery query, int candidates, ChunkFilter? filter)
    {
        IReadOnlyList<Hit> hits = snapshot.SearchWords(query, candidates, filter);
        return query.Kind == QueryKind.Question ? snapshot.RescoreByProximity(query, hits) : hits;
    }

    private static FusedLists Fuse(IReadOnlyList<Hit> lexical, IReadOnlyList<Hit> dense, float words, QueryOptions options) => new(lexical, dense, options.Mode switch
    {
        _ when !RelevanceFloor.IsCleared(lexical, dense) => [],
        RetrievalMode.Lexical => lexical,
        RetrievalMode.Dense => dense,
        _ => RankingWeights.Fuse(lexical, dense, words),
    });

    private async Task<(RerankedHits? Hits, double Milliseconds)> RerankAsync(IndexSnapshot snapshot, ParsedQuery query, FusedLists lists, QueryOptions options, CancellationToken cancellation)
    {
        if (options.Mode != RetrievalMode.Hybrid || options.Rerank is not { } budget || lists.Fused.Count == 0) return (null, 0);
        long started = Stopwatch.GetTimestamp();
        RerankedHits hits = await new RerankStage(snapshot, await reranker().ConfigureAwait(false)).RerankAsync(query, lists, budget, options.RerankSentences || query.Kind == QueryKind.Question, cancellation).ConfigureAwait(false);
        return (hits, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    private static IReadOnlyList<SearchHit> BuildHits(IndexSnapshot snapshot, ParsedQuery query, FusedLists lists, RerankedHits? reranked, QueryOptions options)
    {
        IReadOnlyList<SearchHit> hits = new DocumentGrouping(snapshot, lists, reranked, options.IncludeCopies).GroupByDocument(reranked?.Ranked ?? lists.Fused, options.Take);
        if (!options.Highlight) return hits;
        Highlighter highlighter = new(snapshot.CreateTermMatcher(query));
        return [.. hits.Select(hit => hit with { Passages = [.. hit.Passages.Select(highlighter.Highlight)] })];
    }

    /// <summary>An encoder makes something of punctuation too, but it means nothing.</summary>
    private static bool HasLettersOrDigits(string text) => text.EnumerateRunes().Any(Rune.IsLetterOrDigit);

    private async Task<EncodedQuery> EncodeAsync(string query, CancellationToken cancellation)
    {
        long started = Stopwatch.GetTimestamp();
        PassageEncoder model = await encoder().ConfigureAwait(false);
        return new EncodedQuery(await model.EncodeQueryAsync(query, cancellation).ConfigureAwait(false), model, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    /// <summary>Ids of the collections named; null where these are all.</summary>
    private static long[]? ResolveCollections(IndexSnapshot snapshot, IReadOnlyList<string> names)
    {
        if (names.Count == 0) return null;
        IReadOnlyList<CollectionEntry> all = snapshot.GetCollections();
        CollectionEntry[] wanted = [.. names.Distinct().Select(name => all.FirstOrDefault(collection => collection.Name == name)
            ?? throw new ArgumentException($"there is no collection '{name}'; there are: {string.Join(", ", all.Select(collection => collection.Name))}", nameof(names)))];
        return wanted.Length == all.Count ? null : [.. wanted.Select(collection => collection.Id)];
    }

    private static (T Result, double Milliseconds) Timed<T>(Func<T> work)
    {
        long started = Stopwatch.GetTimestamp();
        T result = work();
        return (result, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    private sealed record EncodedQuery(ReadOnlyMemory<float> Vector, PassageEncoder Encoder, double Milliseconds);
}
