using System.Globalization;
using SearchEngine.Cli.Output;
using SearchEngine.Search;

namespace SearchEngine.Cli.Interactive;

/// <summary>
/// The prompt of a terminal without escape sequences (TERM=dumb). A line is a query, or the number of a hit whose passages are shown in
/// full.
/// </summary>
internal sealed class PlainPrompt(
    KnowledgeBase knowledge, Terminal terminal, QueryHistory history, TextReader input, TextWriter output)
{
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        SearchResults? results = null;
        while (true)
        {
            output.Write("search> ");
            if (await input.ReadLineAsync(cancellation) is not { } typed) break;
            string line = PlainText.CleanInput(typed).Trim();
            if (line.Length == 0) break;
            if (results is not null && TryParseRank(line, results.Hits.Count, out int rank))
            {
                Show(results.Hits[rank - 1]);
                continue;
            }
            history.Add(line);
            results = await knowledge.QueryAsync(line, new QueryOptions { Rerank = QueryOptions.AutoRerank }, cancellation);
            if (results.Hits.Count > 0) new ResultsView(terminal, output, explain: false).Show(results);
            else output.WriteLine("nothing found");
        }
        output.WriteLine();
        return ExitCode.Success;
    }

    private static bool TryParseRank(string text, int hits, out int rank) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out rank) && rank >= 1 && rank <= hits;

    private void Show(SearchHit hit)
    {
        foreach (Passage passage in hit.Passages.OrderBy(passage => passage.Location.Start))
        {
            output.WriteLine(PlainText.ToSingleLine(LocationText.Format(passage.Location)));
            foreach (string line in PlainText.Wrap(PlainText.ReplaceControls(passage.Text), terminal.Width)) output.WriteLine(line);
            output.WriteLine();
        }
    }
}
