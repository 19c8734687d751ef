using SearchEngine.Index.Filters;
using SearchEngine.Reranker;

namespace SearchEngine.Search;

/// <summary>Which retrievers answer a query.</summary>
public enum RetrievalMode
{
    /// <summary>Words and meaning, fused.</summary>
    Hybrid,

    /// <summary>Words alone: BM25.</summary>
    Lexical,

    /// <summary>Meaning alone: embeddings.</summary>
    Dense,
}

/// <summary>How a query is answered.</summary>
public sealed record QueryOptions
{
    private const int MaxReranked = 50;
    private const double AutoRerankMilliseconds = 300;

    /// <summary>Re-ranks for at most 300 ms: what a person waits for. How many passages that are depends on the machine and the day.</summary>
    public static RerankBudget AutoRerank { get; } = new() { MaxCandidates = MaxReranked, MaxMilliseconds = AutoRerankMilliseconds };

    /// <summary>Documents to give, at most.</summary>
    public int Take { get; init; } = 10;

    /// <summary>Which retrievers answer.</summary>
    public RetrievalMode Mode { get; init; } = RetrievalMode.Hybrid;

    /// <summary>
    /// What re-ranking may cost; null for none. Only hybrid results are re-ranked; what the budget leaves out keeps its order below. Without a limit in time, as here, the same query gives the same
    /// results whatever else the machine does; see <see cref="AutoRerank"/> for one with it.
    /// </summary>
    public RerankBudget? Rerank { get; init; } = new RerankBudget { MaxCandidates = MaxReranked };

    /// <summary>Whether the best passages are read sentence by sentence, even where the query is no question.</summary>
    internal bool RerankSentences { get; init; }

    /// <summary>Whether copies of a document (the same content under another path) are given too, instead of the best-placed one alone.</summary>
    public bool IncludeCopies { get; init; }

    /// <summary>Whether each passage says which sentence answers best and where the query's words stand.</summary>
    public bool Highlight { get; init; }

    /// <summary>Names of the collections to search; none means all.</summary>
    public IReadOnlyList<string> Collections { get; init; } = [];

    /// <summary>What a document must be to be found, by its path, time and front matter; null for anything.</summary>
    /// <example><code>new QueryOptions { Filter = SearchFilter.Parse("tags=recipe", "modified=30d") }</code></example>
    public SearchFilter? Filter { get; init; }
}
