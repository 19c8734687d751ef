using System.Text.Json.Serialization;
using SearchEngine.Search;

namespace SearchEngine.Cli.Output;

/// <summary>The output of <c>search query --json</c>.</summary>
internal sealed record ResultsOutput(
    string Query,
    IReadOnlyList<HitOutput> Hits,
    SearchTimings Timings,
    [property: JsonPropertyName("pending")] int UnembeddedChunks,
    [property: JsonPropertyName("behind")] int UncommittedDocuments,
    RerankReport? Rerank)
{
    public static ResultsOutput From(SearchResults results) => new(
        results.Query,
        [.. results.Hits.Select(HitOutput.From)],
        results.Timings,
        results.UnembeddedChunks,
        results.UncommittedDocuments,
        results.Rerank);
}

/// <summary>A document that was found, as JSON.</summary>
internal sealed record HitOutput(
    int Rank,
    double Score,
    string Collection,
    string Root,
    string Path,
    string Title,
    IReadOnlyList<PassageOutput> Passages)
{
    public static HitOutput From(SearchHit hit) =>
        new(hit.Rank, hit.Score, hit.Collection, hit.Root, hit.Path, hit.Title, [.. hit.Passages.Select(PassageOutput.From)]);
}

/// <summary>A passage that was found, as JSON.</summary>
internal sealed record PassageOutput(
    string Heading,
    string? Place,
    int Line,
    int Start,
    int End,
    string Text,
    PassageExplanation Explanation,
    TextSpan? Answer,
    TextSpan? Sentence,
    IReadOnlyList<TextSpan> Words)
{
    public static PassageOutput From(Passage passage) => new(
        passage.Heading,
        passage.Location.Place,
        passage.Location.Line,
        passage.Location.Start,
        passage.Location.End,
        passage.Text,
        passage.Explanation,
        passage.Answer,
        passage.Sentence,
        passage.Words);
}
