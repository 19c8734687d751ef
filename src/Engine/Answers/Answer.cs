using Microsoft.Extensions.AI;
using SearchEngine.Search;

namespace SearchEngine.Answers;

/// <summary>The answer to a question.</summary>
/// <param name="Question">The original question.</param>
/// <param name="Text">The answer with <c>[n]</c> marks, or a sentence that says that the documents do not answer.</param>
/// <param name="Abstained">Whether the documents were judged not to answer the question.</param>
/// <param name="Citations">The sources of the marks, in their order; if nothing was written, the source of the extractive answer.</param>
/// <param name="Evidence">The passages that the answer was written from; the first is [1].</param>
/// <param name="Timings">The time of each stage.</param>
public sealed record Answer(
    string Question,
    string Text,
    bool Abstained,
    IReadOnlyList<Citation> Citations,
    IReadOnlyList<EvidencePassage> Evidence,
    AskTimings Timings)
{
    /// <summary>The answer without its quotations and marks.</summary>
    public string ShortText => QuotationParser.Parse(Text) is [var first, ..] ? first.Claim : Text;

    /// <summary>The words that the re-ranker marks, with their sentence; null if it marks none.</summary>
    public ExtractiveAnswer? Extractive { get; init; }

    /// <summary>The sentences of the answer that cite no passage and that no passage of the evidence supports.</summary>
    public IReadOnlyList<string> Unsupported { get; init; } = [];

    /// <summary>The estimated probability, in [0, 1], that the evidence answers; below a threshold, no answer is given.</summary>
    public double Confidence { get; init; }

    /// <summary>The tokens that the model read and wrote; null if it wrote nothing or does not report usage.</summary>
    public UsageDetails? Usage { get; init; }
}

/// <summary>A passage that an answer is written from.</summary>
/// <param name="Number">The citation number in the answer, from 1.</param>
/// <param name="Location">The position in the document.</param>
/// <param name="Title">The document's title.</param>
/// <param name="Text">The text as the model read it, with whitespace collapsed.</param>
/// <param name="Probability">The re-ranker's probability that the passage answers the question; null if it was not scored.</param>
public sealed record EvidencePassage(int Number, DocumentLocation Location, string Title, string Text, double? Probability);

/// <summary>The source of a mark in an answer.</summary>
/// <param name="Number">The number of the passage.</param>
/// <param name="Location">The position of the quotation; of the whole passage if the quotation is not verbatim.</param>
/// <param name="Quote">The quotation.</param>
/// <param name="Verbatim">Whether the document contains the quotation word for word.</param>
/// <param name="Support">How well the quotation supports what the answer says.</param>
public sealed record Citation(int Number, DocumentLocation Location, string Quote, bool Verbatim, Support Support);

/// <summary>How well a quotation supports a claim.</summary>
/// <param name="Probability">The re-ranker's probability that the passage answers the question, in [0, 1].</param>
/// <param name="Missing">The numbers and names of the claim that the passage does not contain.</param>
public sealed record Support(double Probability, IReadOnlyList<string> Missing);

/// <summary>Words of a document that answer a question.</summary>
/// <param name="Text">The words.</param>
/// <param name="Sentence">The sentence that contains them.</param>
/// <param name="Citation">The source of the sentence.</param>
public sealed record ExtractiveAnswer(string Text, string Sentence, Citation Citation);

/// <summary>The time of each stage of an answer, in milliseconds from the call.</summary>
/// <param name="Extractive">The time until the extractive answer.</param>
/// <param name="FirstText">The time until the first part of the written answer; 0 if nothing was written.</param>
/// <param name="Total">The time until all citations were checked.</param>
/// <param name="Tokens">The number of tokens written; 0 if the model does not report it.</param>
public sealed record AskTimings(double Extractive, double FirstText, double Total, int Tokens);

/// <summary>A part of an answer that is being written; exactly one property is set.</summary>
public sealed record AnswerUpdate
{
    /// <summary>The words that the re-ranker marks; comes before anything is written.</summary>
    public ExtractiveAnswer? Extractive { get; init; }

    /// <summary>The next part of the written answer.</summary>
    public string? Text { get; init; }

    /// <summary>The complete answer with checked citations; always comes last.</summary>
    public Answer? Answer { get; init; }
}
