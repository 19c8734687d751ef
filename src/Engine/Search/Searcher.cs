using System.Text;
using SearchEngine.Index;
using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;
using SearchEngine.Models;
using SearchEngine.Reranker;

namespace SearchEngine.Search;

/// <summary>Answers one query: searches words and meaning concurrently, fuses, re-ranks, and groups the passages by document.</summary>
internal sealed class Searcher(SearchIndex index, Func<Task<PassageEncoder>> encoder, Func<Task<IReranker>> reranker)
{
    /// <summary>The minimum number of passages from each retriever; a document may have several.</summary>
    private const int MinCandidates = 200;
    private const int CandidatesPerDocument = 4;

    private readonly StageTimer _timer = new();

    public async Task<SearchResults> SearchAsync(string query, QueryOptions options, CancellationToken cancellation)
    {
        using IndexSnapshot snapshot = index.Snapshot();
        ParsedQuery parsed = ParsedQuery.Parse(query);
        ChunkFilter? filter = CreateFilter(snapshot, parsed, options);
        int candidates = Math.Max(MinCandidates, options.Take * CandidatesPerDocument);

        // Encoding takes longest, so the words are searched meanwhile.
        Task<EncodedQuery>? encoding = NeedsEncoding(parsed, options)
            ? Task.Run(() => EncodeAsync(parsed.Text, cancellation), cancellation)
            : null;
        IReadOnlyList<Hit> lexical = options.Mode == RetrievalMode.Dense ? [] : SearchWords(snapshot, parsed, candidates, filter);
        EncodedQuery? encoded = encoding is null ? null : await encoding.WaitAsync(cancellation).ConfigureAwait(false);
        IReadOnlyList<Hit> dense = encoded is null ? [] : SearchVectors(snapshot, encoded, candidates, filter);
        cancellation.ThrowIfCancellationRequested();

        float lexicalWeight = RankingWeights.ComputeLexicalWeight(parsed.Kind, lexical);
        FusedLists lists = Fuse(lexical, dense, lexicalWeight, options.Mode);
        ChunkRowCache rows = new(snapshot);
        if (options.Mode == RetrievalMode.Hybrid && dense.Count > 0 && lists.Fused.Count > 0)
        {
            RelevanceFeedback feedback = new(snapshot, rows, candidates, filter);
            lists = SearchAgain(feedback, parsed, encoded!.Vector, lists, lexicalWeight);
            cancellation.ThrowIfCancellationRequested();
        }
        RerankedHits? reranked = await RerankAsync(rows, parsed, lists, options, cancellation).ConfigureAwait(false);
        IReadOnlyList<SearchHit> hits = BuildHits(snapshot, rows, parsed, lists, reranked, options);
        int unembedded = encoded is null ? 0 : snapshot.CountUnembeddedChunks(encoded.Encoder.Fingerprint);
        return new SearchResults(query, hits, _timer.GetTimings(), unembedded, snapshot.UncommittedDocuments)
        {
            Rerank = reranked is null ? null : new RerankReport(reranked.Scored.Count, reranked.Weight),
        };
    }

    private static ChunkFilter? CreateFilter(IndexSnapshot snapshot, ParsedQuery query, QueryOptions options)
    {
        ChunkFilter? allowed = snapshot.CreateFilter(options.Filter, ResolveCollections(snapshot, options.Collections));
        return ChunkFilter.Intersect(allowed, snapshot.MatchConditions(query));
    }

    /// <summary>Returns the ids of the named collections; null if these are all collections.</summary>
    private static long[]? ResolveCollections(IndexSnapshot snapshot, IReadOnlyList<string> names)
    {
        if (names.Count == 0) return null;
        IReadOnlyList<CollectionEntry> all = snapshot.GetCollections();
        CollectionEntry[] selected = [.. names.Distinct().Select(Find)];
        return selected.Length == all.Count ? null : [.. selected.Select(collection => collection.Id)];

        CollectionEntry Find(string name) => all.FirstOrDefault(collection => collection.Name == name) ?? throw new ArgumentException(
            $"there is no collection '{name}'; there are: {string.Join(", ", all.Select(collection => collection.Name))}",
            nameof(names));
    }

    /// <summary>Punctuation could be encoded too, but it means nothing.</summary>
    private static bool NeedsEncoding(ParsedQuery query, QueryOptions options) =>
        options.Mode != RetrievalMode.Lexical && query.Text.EnumerateRunes().Any(Rune.IsLetterOrDigit);

    private async Task<EncodedQuery> EncodeAsync(string query, CancellationToken cancellation)
    {
        using (_timer.Measure(Stage.Encode))
        {
            PassageEncoder model = await encoder().ConfigureAwait(false);
            return new EncodedQuery(await model.EncodeQueryAsync(query, cancellation).ConfigureAwait(false), model);
        }
    }

    private IReadOnlyList<Hit> SearchWords(IndexSnapshot snapshot, ParsedQuery query, int candidates, ChunkFilter? filter)
    {
        using (_timer.Measure(Stage.Lexical)) return snapshot.SearchWords(query, candidates, filter);
    }

    /// <summary>Searches vectors; finds nothing if the index has vectors of another model, which are not comparable.</summary>
    private IReadOnlyList<Hit> SearchVectors(IndexSnapshot snapshot, EncodedQuery query, int candidates, ChunkFilter? filter)
    {
        if (query.Encoder.Fingerprint != snapshot.Model) return [];
        using (_timer.Measure(Stage.Dense)) return snapshot.SearchVectors(query.Vector, candidates, filter);
    }

    /// <summary>Searches again with relevance feedback; words only if the query is keywords.</summary>
    private FusedLists SearchAgain(
        RelevanceFeedback feedback,
        ParsedQuery query,
        ReadOnlyMemory<float> vector,
        FusedLists first,
        float lexicalWeight)
    {
        IReadOnlyList<Hit> dense, lexical = first.Lexical;
        using (_timer.Measure(Stage.Dense)) dense = feedback.SearchVectors(vector.Span, first.Fused);
        if (query.Kind == QueryKind.Keywords)
        {
            using (_timer.Measure(Stage.Lexical)) lexical = feedback.SearchWords(query, first.Fused);
        }
        return Fuse(lexical, dense, lexicalWeight, RetrievalMode.Hybrid);
    }

    private FusedLists Fuse(IReadOnlyList<Hit> lexical, IReadOnlyList<Hit> dense, float lexicalWeight, RetrievalMode mode)
    {
        using (_timer.Measure(Stage.Fuse))
        {
            IReadOnlyList<Hit> fused = mode switch
            {
                _ when !RelevanceFloor.IsCleared(lexical, dense) => [],
                RetrievalMode.Lexical => lexical,
                RetrievalMode.Dense => dense,
                _ => RankingWeights.Fuse(lexical, dense, lexicalWeight),
            };
            return new FusedLists(lexical, dense, fused);
        }
    }

    private async Task<RerankedHits?> RerankAsync(
        ChunkRowCache rows,
        ParsedQuery query,
        FusedLists lists,
        QueryOptions options,
        CancellationToken cancellation)
    {
        if (options.Mode != RetrievalMode.Hybrid || options.Rerank is not { } budget || lists.Fused.Count == 0) return null;
        using (_timer.Measure(Stage.Rerank))
        {
            RerankStage stage = new(rows, await reranker().ConfigureAwait(false));
            bool rerankSentences = options.RerankSentences || query.Kind == QueryKind.Question;
            return await stage.RerankAsync(query, lists, budget, rerankSentences, cancellation).ConfigureAwait(false);
        }
    }

    private IReadOnlyList<SearchHit> BuildHits(
        IndexSnapshot snapshot,
        ChunkRowCache rows,
        ParsedQuery query,
        FusedLists lists,
        RerankedHits? reranked,
        QueryOptions options)
    {
        using (_timer.Measure(Stage.Fuse))
        {
            DocumentGrouping grouping = new(rows, lists, reranked, options.IncludeCopies);
            IReadOnlyList<SearchHit> hits = grouping.GroupByDocument(reranked?.Ranked ?? lists.Fused, options.Take);
            if (!options.Highlight) return hits;
            Highlighter highlighter = new(snapshot.CreateTermMatcher(query));
            return [.. hits.Select(hit => hit with { Passages = [.. hit.Passages.Select(highlighter.Highlight)] })];
        }
    }

    private sealed record EncodedQuery(ReadOnlyMemory<float> Vector, PassageEncoder Encoder);
}
