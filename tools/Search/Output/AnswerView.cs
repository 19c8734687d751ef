using System.Globalization;
using SearchEngine.Answers;

namespace SearchEngine.Cli.Output;

/// <summary>Shows an answer to a person as it comes: the words that answer, the written answer, and below it where everything stands.</summary>
internal sealed class AnswerView(Terminal terminal, TextWriter output)
{
    private const string Indent = "    ";

    private bool _hasText;

    public void Show(AnswerUpdate update)
    {
        if (update.Extractive is { } extractive) output.WriteLine(terminal.Dim(PlainText.ToSingleLine(Flat(extractive.Text))) + "\n");
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
        if (answer.Abstained && answer.Evidence.Count > 0)
        {
            output.WriteLine(terminal.Dim("\nWhat comes nearest (--always-answer answers from it):"));
            foreach (EvidencePassage passage in answer.Evidence) WriteSource(passage.Number, HitText.FormatLocation(passage.Location), passage.Text);
        }
        foreach (string claim in answer.Unsupported) output.WriteLine(terminal.Dim($"\nNo passage bears this out: {PlainText.ToSingleLine(claim)}"));
        if (answer.Citations.Count == 0) return;

        output.WriteLine();
        foreach (Citation citation in answer.Citations)
        {
            WriteSource(citation.Number, HitText.FormatLocation(citation.Location), citation.Quote);
            if (!citation.Verbatim && citation.Quote.Length > 0) output.WriteLine(Indent + terminal.Dim("not found there word for word"));
            if (citation.Support.Missing.Count > 0) output.WriteLine(Indent + terminal.Dim($"not there: {PlainText.ToSingleLine(string.Join(", ", citation.Support.Missing))}"));
        }
    }

    private void WriteSource(int number, string place, string text)
    {
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[{number}]").PadRight(Indent.Length) + terminal.Accent(PlainText.ToSingleLine(place)));
        foreach (string line in PlainText.Wrap(PlainText.ToSingleLine(Flat(text)), terminal.Width - Indent.Length).Take(3)) output.WriteLine(Indent + line);
    }

    /// <summary>Text whose runs of blanks are one each.</summary>
    private static string Flat(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
