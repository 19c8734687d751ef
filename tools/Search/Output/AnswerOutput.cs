using SearchEngine.Answers;

namespace SearchEngine.Cli.Output;

/// <summary>The output of <c>search ask --json</c>.</summary>
internal sealed record AnswerOutput(
    string Question,
    string Answer,
    bool Abstained,
    double Confidence,
    ExtractiveAnswer? Extractive,
    IReadOnlyList<Citation> Citations,
    IReadOnlyList<string> Unsupported,
    IReadOnlyList<EvidencePassage> Evidence,
    AskTimings Timings)
{
    public static AnswerOutput From(Answer answer) => new(
        answer.Question,
        answer.Text,
        answer.Abstained,
        answer.Confidence,
        answer.Extractive,
        answer.Citations,
        answer.Unsupported,
        answer.Evidence,
        answer.Timings);
}
