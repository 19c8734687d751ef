using SearchEngine.Answers;
using SearchEngine.Search;

namespace SearchEngine.Cli.Output;

/// <summary>The output of <c>search ask --json</c>.</summary>
internal sealed record AnswerOutput(
    string Question,
    string Answer,
    bool Abstained,
    double Confidence,
    ExtractiveOutput? Extractive,
    IReadOnlyList<CitationOutput> Citations,
    IReadOnlyList<string> Unsupported,
    IReadOnlyList<EvidenceOutput> Evidence,
    AskTimings Timings)
{
    public static AnswerOutput From(Answer answer) => new(
        answer.Question,
        answer.Text,
        answer.Abstained,
        answer.Confidence,
        answer.Extractive is { } extractive ? ExtractiveOutput.From(extractive) : null,
        [.. answer.Citations.Select(CitationOutput.From)],
        answer.Unsupported,
        [.. answer.Evidence.Select(EvidenceOutput.From)],
        answer.Timings);
}

/// <summary>An extractive answer as JSON.</summary>
internal sealed record ExtractiveOutput(string Text, string Sentence, CitationOutput Citation)
{
    public static ExtractiveOutput From(ExtractiveAnswer answer) =>
        new(answer.Text, answer.Sentence, CitationOutput.From(answer.Citation));
}

/// <summary>A citation as JSON.</summary>
internal sealed record CitationOutput(
    int Number,
    string Collection,
    string Root,
    string Path,
    string? Place,
    int Line,
    int Start,
    int End,
    string Quote,
    bool Verbatim,
    Support Support)
{
    public static CitationOutput From(Citation citation)
    {
        DocumentLocation location = citation.Location;
        return new CitationOutput(
            citation.Number,
            location.Collection,
            location.Root,
            location.Path,
            location.Place,
            location.Line,
            location.Start,
            location.End,
            citation.Quote,
            citation.Verbatim,
            citation.Support);
    }
}

/// <summary>A passage of the evidence as JSON.</summary>
internal sealed record EvidenceOutput(
    int Number,
    string Collection,
    string Root,
    string Path,
    string Title,
    string? Place,
    int Line,
    int Start,
    int End,
    string Text,
    double? Probability)
{
    public static EvidenceOutput From(EvidencePassage passage)
    {
        DocumentLocation location = passage.Location;
        return new EvidenceOutput(
            passage.Number,
            location.Collection,
            location.Root,
            location.Path,
            passage.Title,
            location.Place,
            location.Line,
            location.Start,
            location.End,
            passage.Text,
            passage.Probability);
    }
}
