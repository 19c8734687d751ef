using Microsoft.Extensions.AI;

namespace SearchEngine.Answers;

/// <summary>What became of a question.</summary>
/// <param name="Question">The question as it was asked.</param>
/// <param name="Text">The answer in words, with <c>[n]</c> marks; where it abstained, a sentence that says so.</param>
/// <param name="Abstained">Whether the documents were found not to answer.</param>
/// <param name="Citations">What the marks stand for, in the order in which they come; where nothing was written, what the re-ranker marked.</param>
/// <param name="Evidence">The passages that were read; [1] is the first.</param>
/// <param name="Timings">Where the time went.</param>
public sealed record Answer(string Question, string Text, bool Abstained, IReadOnlyList<Citation> Citations, IReadOnlyList<EvidencePassage> Evidence, AskTimings Timings)
{
    /// <summary>The answer without its quotations and marks.</summary>
    public string ShortText => QuotationParser.Parse(Text) is [var first, ..] ? first.Claim : Text;

    /// <summary>The words that the re-ranker marks, with their sentence; null where it marks none.</summary>
    public ExtractiveAnswer? Extractive { get; init; }

    /// <summary>Sentences of the answer that name no passage, and that none of those read bears out; what the answer says beyond the documents.</summary>
    public IReadOnlyList<string> Unsupported { get; init; } = [];

    /// <summary>The chance that the evidence answers, in [0, 1], by which it was decided whether to.</summary>
    public double Confidence { get; init; }

    /// <summary>Tokens read and written; null where nothing was written, or the model does not say.</summary>
    public UsageDetails? Usage { get; init; }
}

/// <summary>A passage that an answer was written from.</summary>
/// <param name="Number">The number it goes by, from 1.</param>
/// <param name="Collection">Name of its collection.</param>
/// <param name="Root">The folder that <paramref name="Path"/> is relative to.</param>
/// <param name="Path">Path of its document, with forward slashes.</param>
/// <param name="Title">Title of its document.</param>
/// <param name="Place">Where it starts in the original, where that has no lines, such as "page 3"; else null.</param>
/// <param name="Line">The line of the document's text that it starts on, from 1.</param>
/// <param name="Start">First UTF-16 unit in the document's text.</param>
/// <param name="End">One past its last UTF-16 unit.</param>
/// <param name="Text">The passage as the model read it: the document's text with each run of blanks as one.</param>
/// <param name="Probability">The chance that it answers, by the re-ranker; null where it was not scored.</param>
public sealed record EvidencePassage(
    int Number, string Collection, string Root, string Path, string Title, string? Place, int Line, int Start, int End, string Text, double? Probability);

/// <summary>What a mark in an answer stands for: characters of a document.</summary>
/// <param name="Number">Of the passage.</param>
/// <param name="Collection">Name of its collection.</param>
/// <param name="Root">The folder that <paramref name="Path"/> is relative to.</param>
/// <param name="Path">Path of its document.</param>
/// <param name="Place">Where the quotation starts in the original, where that has no lines; else null.</param>
/// <param name="Line">The line of the document's text that the quotation starts on, from 1.</param>
/// <param name="Start">First UTF-16 unit of the quotation in the document's text.</param>
/// <param name="End">One past its last UTF-16 unit.</param>
/// <param name="Quote">The quotation.</param>
/// <param name="Verbatim">Whether the document has it word for word; otherwise the span is the passage's.</param>
/// <param name="Support">Whether it bears out what the answer says.</param>
public sealed record Citation(
    int Number, string Collection, string Root, string Path, string? Place, int Line, int Start, int End, string Quote, bool Verbatim, Support Support);

/// <summary>Whether a quotation bears out a claim.</summary>
/// <param name="Probability">The chance that it answers the question, by the re-ranker, in [0, 1].</param>
/// <param name="Missing">Numbers and names of the claim that its passage does not have.</param>
public sealed record Support(double Probability, IReadOnlyList<string> Missing);

/// <summary>Words of a document that answer.</summary>
/// <param name="Text">The words.</param>
/// <param name="Sentence">Their sentence.</param>
/// <param name="Citation">Where that stands.</param>
public sealed record ExtractiveAnswer(string Text, string Sentence, Citation Citation);

/// <summary>Where the time of an answer went, in milliseconds from the call.</summary>
/// <param name="Extractive">Until the extractive answer was there.</param>
/// <param name="FirstText">Until the first of the written answer came; 0 where nothing was written.</param>
/// <param name="Total">Until all was checked.</param>
/// <param name="Tokens">Tokens written; 0 where the model does not say.</param>
public sealed record AskTimings(double Extractive, double FirstText, double Total, int Tokens);

/// <summary>What comes while an answer is made; one of its fields is set.</summary>
public sealed record AnswerUpdate
{
    /// <summary>The words that the re-ranker marks, before anything is written.</summary>
    public ExtractiveAnswer? Extractive { get; init; }

    /// <summary>More of the written answer.</summary>
    public string? Text { get; init; }

    /// <summary>The whole, checked; always the last.</summary>
    public Answer? Answer { get; init; }
}
