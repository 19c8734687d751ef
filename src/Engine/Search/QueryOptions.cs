using SearchEngine.Index.Filters;
using SearchEngine.Reranker;

namespace SearchEngine.Search;

/// <summary>Which retrievers a query uses.</summary>
public enum RetrievalMode
{
    /// <summary>Words and meaning, fused.</summary>
    Hybrid,

    /// <summary>Words only, by BM25.</summary>
    Lexical,

    /// <summary>Meaning only, by embeddings.</summary>
    Dense,
}

/// <summary>Options of a query.</summary>
public sealed record QueryOptions
{
    private const int MaxReranked = 50;
    private const double AutoRerankMilliseconds = 300;

    /// <summary>
    /// A re-ranking budget of 300 ms, for interactive search. The number of passages that it re-ranks depends on the speed and load of the
    /// machine.
    /// </summary>
    public static RerankBudget AutoRerank { get; } = new() { MaxCandidates = MaxReranked, MaxMilliseconds = AutoRerankMilliseconds };

    /// <summary>The maximum number of documents to return.</summary>
    public int Take { get; init; } = 10;

    /// <summary>The retrievers to use.</summary>
    public RetrievalMode Mode { get; init; } = RetrievalMode.Hybrid;

    /// <summary>
    /// The re-ranking budget; null turns re-ranking off. Only hybrid results are re-ranked, and passages beyond the budget keep their order
    /// below the others. The default has no time limit and therefore gives the same results on every run; see <see cref="AutoRerank"/>.
    /// </summary>
    public RerankBudget? Rerank { get; init; } = new RerankBudget { MaxCandidates = MaxReranked };

    /// <summary>Whether the sentences of the best passages are re-ranked even if the query is not a question.</summary>
    internal bool RerankSentences { get; init; }

    /// <summary>Whether to return copies of a document (equal content under another path), not only the one that ranks best.</summary>
    public bool IncludeCopies { get; init; }

    /// <summary>Whether to mark the sentence that answers best and the query's words in each passage.</summary>
    public bool Highlight { get; init; }

    /// <summary>The names of the collections to search; empty searches all.</summary>
    public IReadOnlyList<string> Collections { get; init; } = [];

    /// <summary>The filter on path, time and front matter of the documents; null for no filter.</summary>
    /// <example><code>new QueryOptions { Filter = SearchFilter.Parse("tags=recipe", "modified=30d") }</code></example>
    public SearchFilter? Filter { get; init; }
}
