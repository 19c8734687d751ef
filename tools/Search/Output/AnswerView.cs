using System.Globalization;
using SearchEngine.Answers;
using SearchEngine.Search;

namespace SearchEngine.Cli.Output;

/// <summary>Shows an answer to a person as it arrives: the extracted words, the written answer, and the passages it cites.</summary>
internal sealed class AnswerView(Terminal terminal, TextWriter output)
{
    private const int MaxQuoteLines = 3;
    private const string Indent = "    ";

    private bool _hasText;

    public void Show(AnswerUpdate update)
    {
        if (update.Extractive is { } extractive) output.WriteLine(terminal.Dim(ToQuote(extractive.Text)) + "\n");
        if (update.Text is { } text)
        {
            output.Write(PlainText.ReplaceControls(text));
            output.Flush();
            _hasText = true;
        }
        if (update.Answer is { } answer) Finish(answer);
    }

    private void Finish(Answer answer)
    {
        output.WriteLine(_hasText ? "" : PlainText.ReplaceControls(answer.Text));
        if (answer.Abstained && answer.Evidence.Count > 0) WriteEvidence(answer.Evidence);
        foreach (string claim in answer.Unsupported)
            output.WriteLine(terminal.Dim($"\nNot supported by any passage: {PlainText.ToSingleLine(claim)}"));
        if (answer.Citations.Count == 0) return;

        output.WriteLine();
        foreach (Citation citation in answer.Citations) WriteCitation(citation);
    }

    private void WriteEvidence(IReadOnlyList<EvidencePassage> evidence)
    {
        output.WriteLine(terminal.Dim("\nThe nearest passages (--always-answer answers from them):"));
        foreach (EvidencePassage passage in evidence) WriteSource(passage.Number, passage.Location, passage.Text);
    }

    private void WriteCitation(Citation citation)
    {
        WriteSource(citation.Number, citation.Location, citation.Quote);
        if (!citation.Verbatim && citation.Quote.Length > 0)
            output.WriteLine(Indent + terminal.Dim("these exact words are not in the passage"));
        if (citation.Support.Missing.Count > 0)
        {
            string missing = PlainText.ToSingleLine(string.Join(", ", citation.Support.Missing));
            output.WriteLine(Indent + terminal.Dim($"not in the passage: {missing}"));
        }
    }

    private void WriteSource(int number, DocumentLocation location, string text)
    {
        string label = string.Create(CultureInfo.InvariantCulture, $"[{number}]").PadRight(Indent.Length);
        output.WriteLine(label + terminal.Accent(PlainText.ToSingleLine(LocationText.Format(location))));
        IEnumerable<string> lines = PlainText.Wrap(ToQuote(text), terminal.Width - Indent.Length).Take(MaxQuoteLines);
        foreach (string line in lines) output.WriteLine(Indent + line);
    }

    private static string ToQuote(string text) => PlainText.ToSingleLine(PlainText.CollapseWhitespace(text));
}
