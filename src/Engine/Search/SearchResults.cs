using System.Text.Json.Serialization;

namespace SearchEngine.Search;

/// <summary>What was found.</summary>
/// <param name="Query">The query as it was asked.</param>
/// <param name="Hits">Documents, best first.</param>
/// <param name="Timings">The time each stage took.</param>
/// <param name="UnembeddedChunks">Passages that can be found by words but not yet by meaning; 0 once everything is encoded.</param>
/// <param name="UncommittedDocuments">
/// Documents in the index that cannot be found yet, because the process that writes them has not committed; almost always 0.
/// </param>
public sealed record SearchResults(
    string Query,
    IReadOnlyList<SearchHit> Hits,
    SearchTimings Timings,
    [property: JsonPropertyName("pending")] int UnembeddedChunks,
    [property: JsonPropertyName("behind")] int UncommittedDocuments)
{
    /// <summary>What the cross-encoder had to say; null where nothing was re-ranked.</summary>
    public RerankReport? Rerank { get; init; }

    /// <summary>Passages of all documents, best first.</summary>
    internal IEnumerable<(SearchHit Hit, Passage Passage)> GetPassagesByScore() =>
        Hits.SelectMany(hit => hit.Passages, (hit, passage) => (hit, passage)).OrderByDescending(found => found.passage.Explanation.Score);

    /// <summary>The results where there is nothing to search.</summary>
    /// <param name="query">The query as it was asked.</param>
    public static SearchResults CreateEmpty(string query) => new(query, [], new SearchTimings(0, 0, 0, 0, 0), 0, 0);
}

/// <summary>What re-ranking did.</summary>
/// <param name="Scored">Passages that the cross-encoder scored within the budget.</param>
/// <param name="Weight">What its score counted in the blend with the fused one, in [0, 1]; the gate's choice.</param>
public sealed record RerankReport(int Scored, double Weight);

/// <summary>A document that was found.</summary>
/// <param name="Rank">Place in the results, from 1.</param>
/// <param name="Score">Score of its best passage.</param>
/// <param name="Collection">Name of its collection.</param>
/// <param name="Root">The folder that <paramref name="Path"/> is relative to.</param>
/// <param name="Path">Path of the document, with forward slashes.</param>
/// <param name="Title">Its title.</param>
/// <param name="Passages">Its passages that were found, best first; at least one.</param>
public sealed record SearchHit(int Rank, double Score, string Collection, string Root, string Path, string Title, IReadOnlyList<Passage> Passages);

/// <summary>A passage that was found.</summary>
/// <param name="Heading">The headings it stands under, as "A > B > C"; may be empty.</param>
/// <param name="Place">Where it starts in the original, where that has no lines of its own, such as "page 3"; else null.</param>
/// <param name="Line">The line of the document's text that it starts on, from 1.</param>
/// <param name="Start">First UTF-16 unit in the document's text.</param>
/// <param name="End">One past its last UTF-16 unit.</param>
/// <param name="Text">The document's text from <paramref name="Start"/> to <paramref name="End"/>, exactly.</param>
/// <param name="Explanation">How its score came about.</param>
public sealed record Passage(string Heading, string? Place, int Line, int Start, int End, string Text, PassageExplanation Explanation)
{
    /// <summary>The words that answer, as offsets in the document's text; null where the cross-encoder marks none.</summary>
    public TextSpan? Answer { get; init; }

    /// <summary>The sentence that answers best, as offsets in the document's text; null where none stands out, or highlights were not asked for.</summary>
    public TextSpan? Sentence { get; init; }

    /// <summary>Where the query's words stand, as offsets in the document's text.</summary>
    public IReadOnlyList<TextSpan> Words { get; init; } = [];
}

/// <summary>How a passage's score came about.</summary>
/// <param name="Score">The score that ranks it: the fused one, or where it was re-ranked, the blend.</param>
/// <param name="Lexical">What the word search made of it; null where it did not find it.</param>
/// <param name="Dense">What the embeddings made of it; null where they did not find it.</param>
public sealed record PassageExplanation(double Score, RetrieverScore? Lexical, RetrieverScore? Dense)
{
    /// <summary>What the cross-encoder made of it; null where it was not scored.</summary>
    public RerankScore? Rerank { get; init; }
}

/// <summary>A passage's place with the cross-encoder.</summary>
/// <param name="Rank">Among the passages that were scored, from 1.</param>
/// <param name="Score">Its logit.</param>
/// <param name="Probability">The chance that it answers, in [0, 1], by the model's calibration.</param>
/// <param name="Fused">The fused score, before the blend.</param>
public sealed record RerankScore(int Rank, double Score, double Probability, double Fused)
{
    /// <summary>The likeliest answer's words, as offsets in the document's text, even where it is likelier that there is none; null where the model marks none in the passage.</summary>
    public TextSpan? Answer { get; init; }

    /// <summary>Logit of those words; null where the model marks none.</summary>
    public double? AnswerScore { get; init; }

    /// <summary>Logit of "no answer here", to be compared with it; null where the model marks none.</summary>
    public double? NoAnswerScore { get; init; }

    /// <summary>Its best sentence, with offsets in the document's text; null where its sentences were not read.</summary>
    internal ScoredSentence? Sentence { get; init; }

    /// <summary>How much likelier those words are than none, in logits; null where the model marks none.</summary>
    internal double? AnswerMargin => AnswerScore - NoAnswerScore;
}

/// <summary>A passage's place with one retriever.</summary>
/// <param name="Rank">From 1.</param>
/// <param name="Score">BM25 for words; cosine for embeddings.</param>
public sealed record RetrieverScore(int Rank, double Score);

/// <summary>Where the time of a query went, in milliseconds.</summary>
/// <param name="Encode">Encoding the query, loading the model included where this was the first.</param>
/// <param name="Lexical">Searching words.</param>
/// <param name="Dense">Searching vectors.</param>
/// <param name="Fuse">Fusing and fetching what is shown.</param>
/// <param name="Total">From the call to the results; less than the sum where stages ran side by side.</param>
public sealed record SearchTimings(double Encode, double Lexical, double Dense, double Fuse, double Total)
{
    /// <summary>Re-ranking, loading the cross-encoder included where this was the first.</summary>
    public double Rerank { get; init; }
}
