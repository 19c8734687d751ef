namespace SearchEngine.Search;

/// <summary>The results of a query.</summary>
/// <param name="Query">The original query.</param>
/// <param name="Hits">The documents that were found, best first.</param>
/// <param name="Timings">The time of each stage.</param>
/// <param name="UnembeddedChunks">
/// The number of passages without an embedding, which are found by words but not by meaning; 0 once everything is encoded.
/// </param>
/// <param name="UncommittedDocuments">
/// The number of documents that are in the index but not searchable yet, because the process that writes them has not committed; 0 almost
/// always.
/// </param>
public sealed record SearchResults(
    string Query,
    IReadOnlyList<SearchHit> Hits,
    SearchTimings Timings,
    int UnembeddedChunks,
    int UncommittedDocuments)
{
    /// <summary>What re-ranking did; null if nothing was re-ranked.</summary>
    public RerankReport? Rerank { get; init; }

    /// <summary>Returns the passages of all documents, best first.</summary>
    internal IEnumerable<(SearchHit Hit, Passage Passage)> GetPassagesByScore() =>
        Hits.SelectMany(hit => hit.Passages, (hit, passage) => (hit, passage)).OrderByDescending(found => found.passage.Explanation.Score);

    /// <summary>Returns the results of a search in an empty index.</summary>
    /// <param name="query">The original query.</param>
    public static SearchResults CreateEmpty(string query) => new(query, [], new SearchTimings(0, 0, 0, 0, 0), 0, 0);
}

/// <summary>What re-ranking did.</summary>
/// <param name="Scored">The number of passages that the cross-encoder scored within the budget.</param>
/// <param name="Weight">The weight of its probability in the blend with the fused score, in [0, 1].</param>
public sealed record RerankReport(int Scored, double Weight);

/// <summary>A document that was found.</summary>
/// <param name="Rank">The rank in the results, from 1.</param>
/// <param name="Score">The score of its best passage.</param>
/// <param name="Collection">The name of its collection.</param>
/// <param name="Root">The folder that <paramref name="Path"/> is relative to; empty if a program added the document.</param>
/// <param name="Path">The path in the collection, with forward slashes.</param>
/// <param name="Title">The title.</param>
/// <param name="Passages">The passages that were found, best first; at least one.</param>
public sealed record SearchHit(
    int Rank,
    double Score,
    string Collection,
    string Root,
    string Path,
    string Title,
    IReadOnlyList<Passage> Passages);

/// <summary>A passage that was found.</summary>
/// <param name="Heading">The headings above it, as "A > B > C"; may be empty.</param>
/// <param name="Location">The position in the document.</param>
/// <param name="Text">The document's text at that position, unchanged.</param>
/// <param name="Explanation">The scores that its score is computed from.</param>
public sealed record Passage(string Heading, DocumentLocation Location, string Text, PassageExplanation Explanation)
{
    /// <summary>The words that answer, as offsets in the document's text; null if the cross-encoder marks none.</summary>
    public TextSpan? Answer { get; init; }

    /// <summary>
    /// The sentence that answers best, as offsets in the document's text; null without <see cref="QueryOptions.Highlight"/>, or if no
    /// sentence is better than the others.
    /// </summary>
    public TextSpan? Sentence { get; init; }

    /// <summary>The query's words, as offsets in the document's text.</summary>
    public IReadOnlyList<TextSpan> Words { get; init; } = [];

    /// <summary>Returns the part of <see cref="Text"/> at a span of the document's text.</summary>
    internal string GetText(TextSpan span) => Text[(span.Start - Location.Start)..(span.End - Location.Start)];

    /// <summary>Returns the location of a part of the passage, given as a span of the document's text.</summary>
    internal DocumentLocation Locate(TextSpan span) => Location with
    {
        Line = Location.Line + Text.AsSpan(0, span.Start - Location.Start).Count('\n'),
        Start = span.Start,
        End = span.End,
    };
}

/// <summary>The scores that a passage's score is computed from.</summary>
/// <param name="Score">The score that ranks the passage: the fused score, or the blend if it was re-ranked.</param>
/// <param name="Lexical">The rank and score by words; null if the words did not find it.</param>
/// <param name="Dense">The rank and score by meaning; null if the embeddings did not find it.</param>
public sealed record PassageExplanation(double Score, RetrieverScore? Lexical, RetrieverScore? Dense)
{
    /// <summary>The rank and score by the cross-encoder; null if it did not score the passage.</summary>
    public RerankScore? Rerank { get; init; }
}

/// <summary>The rank and score of a passage by the cross-encoder.</summary>
/// <param name="Rank">The rank among the scored passages, from 1.</param>
/// <param name="Score">The logit.</param>
/// <param name="Probability">The calibrated probability that the passage answers, in [0, 1].</param>
/// <param name="Fused">The fused score before the blend.</param>
public sealed record RerankScore(int Rank, double Score, double Probability, double Fused)
{
    /// <summary>
    /// The most likely answer, as offsets in the document's text, even if "no answer" is more likely; null if the model marks no words of
    /// the passage.
    /// </summary>
    public TextSpan? Answer { get; init; }

    /// <summary>The logit of <see cref="Answer"/>; null if the model marks no words.</summary>
    public double? AnswerScore { get; init; }

    /// <summary>The logit of "no answer", comparable to <see cref="AnswerScore"/>; null if the model marks no words.</summary>
    public double? NoAnswerScore { get; init; }

    /// <summary>The best sentence, with offsets in the document's text; null if the sentences were not scored.</summary>
    internal ScoredSentence? Sentence { get; init; }

    /// <summary>The logit of the answer minus that of "no answer"; null if the model marks no words.</summary>
    internal double? AnswerMargin => AnswerScore - NoAnswerScore;
}

/// <summary>The rank and score of a passage by one retriever.</summary>
/// <param name="Rank">The rank, from 1.</param>
/// <param name="Score">The BM25 score of words, or the cosine of embeddings.</param>
public sealed record RetrieverScore(int Rank, double Score);

/// <summary>The time of each stage of a query, in milliseconds.</summary>
/// <param name="Encode">Encoding the query, which includes loading the model in the first query.</param>
/// <param name="Lexical">Searching words.</param>
/// <param name="Dense">Searching vectors.</param>
/// <param name="Fuse">Fusing the hits and loading the passages that are returned.</param>
/// <param name="Total">The time from the call to the results; less than the sum, because stages run concurrently.</param>
public sealed record SearchTimings(double Encode, double Lexical, double Dense, double Fuse, double Total)
{
    /// <summary>Re-ranking, which includes loading the cross-encoder in the first query.</summary>
    public double Rerank { get; init; }
}
