using System.Text.RegularExpressions;

namespace SearchEngine.Architecture.Tests.Records;

/// <summary>One measured figure of docs/performance.md or docs/quality.md, with all it takes to measure it again.</summary>
internal sealed record MeasurementRow(int Line, string What, string Result, string Command, string Machine, string Commit, string Raw);

/// <summary>
/// Reads the tables of a page of measurements and says what is wrong with them. Every table of such a page is
/// <c>| What | Result | Command | Machine | Commit | Raw |</c>; the raw file opens with the command, machine and commit of its
/// rows, as <c>tools/record</c> writes them.
/// </summary>
internal sealed partial class RecordTable
{
    private static readonly string[] Columns = ["What", "Result", "Command", "Machine", "Commit", "Raw"];

    private readonly List<MeasurementRow> _rows = [];
    private readonly List<string> _faults = [];

    /// <param name="page">The page's Markdown.</param>
    /// <param name="readRaw">The text of a raw file by its link relative to docs/, null where there is none.</param>
    public RecordTable(string page, Func<string, string?> readRaw)
    {
        bool headed = false;
        bool found = false;
        foreach ((int index, string text) in page.Split('\n').Index())
        {
            string line = text.Trim();
            if (!line.Contains('|'))
            {
                headed = false;
                continue;
            }

            // Whatever holds a bar is taken for a table's line, so that no row escapes by another form of table.
            string[] cells = Cells(line);
            if (cells.SequenceEqual(Columns)) headed = found = true;
            else if (!headed) Fault(index, "a table's line that is not under | " + string.Join(" | ", Columns) + " |");
            else if (!cells.All(cell => Rule().IsMatch(cell))) Read(index, cells, readRaw);
        }
        if (!found) _faults.Add("no table of measurements");
    }

    public IReadOnlyList<MeasurementRow> RowTable => _rows;

    public IReadOnlyList<string> Faults => _faults;

    private void Read(int index, string[] cells, Func<string, string?> readRaw)
    {
        if (cells.Length != Columns.Length)
        {
            Fault(index, $"{cells.Length} cells instead of {Columns.Length}");
            return;
        }

        MeasurementRow row = new(
            index + 1,
            cells[0],
            cells[1],
            cells[2].Trim('`'),
            cells[3],
            cells[4],
            Link().Match(cells[5]).Groups["target"].Value);
        int faultsBefore = _faults.Count;
        _rows.Add(row);
        if (row.What.Length == 0) Fault(index, "does not say what was measured");
        if (row.Result.Length == 0) Fault(index, "no result");
        if (!Code().IsMatch(cells[2])) Fault(index, $"no command between backquotes: '{cells[2]}'");
        if (!CoresAndModel().IsMatch(row.Machine)) Fault(index, $"no machine as 'N cores, CPU model': '{row.Machine}'");
        if (!Hexadecimal().IsMatch(row.Commit)) Fault(index, $"no commit of 7 to 40 hexadecimal digits: '{row.Commit}'");
        if (row.Raw.Length == 0) Fault(index, $"no link to a raw output as [name](results/name.txt): '{cells[5]}'");
        else if (readRaw(row.Raw) is not { } raw) Fault(index, $"{row.Raw} does not exist");
        else if (_faults.Count == faultsBefore) Compare(index, row, raw);
    }

    private void Compare(int index, MeasurementRow row, string raw)
    {
        string[] lines = raw.Split('\n');
        foreach ((string name, string value) in new[] { ("command", row.Command), ("machine", row.Machine) })
        {
            if (!lines.Contains($"{name}: {value}")) Fault(index, $"{row.Raw} was recorded with another {name}");
        }

        string? commit = lines.FirstOrDefault(line => line.StartsWith("commit: ", StringComparison.Ordinal))?["commit: ".Length..];
        if (
            commit is null || !(commit.StartsWith(
                row.Commit,
                StringComparison.Ordinal) || row.Commit.StartsWith(commit, StringComparison.Ordinal)))
        {
            Fault(index, $"{row.Raw} was recorded at another commit");
        }
        else if (commit.Contains(' '))
        {
            Fault(index, $"{row.Raw} was recorded {commit[(commit.IndexOf(' ') + 1)..]}: commit, then record anew");
        }
    }

    private void Fault(int index, string what) => _faults.Add($"line {index + 1}: {what}");

    /// <summary>The cells between the bars; <c>\|</c> is a bar within a cell.</summary>
    private static string[] Cells(string line) =>
        [
            .. Bar().Split(
                line.TrimStart('|').EndsWith('|')
                    ? line.TrimStart('|')[..^1]
                    : line.TrimStart('|')).Select(cell => cell.Trim().Replace(@"\|", "|")),
        ];

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Bar();

    [GeneratedRegex("^:?-+:?$")]
    private static partial Regex Rule();

    [GeneratedRegex("^`[^`]+`$")]
    private static partial Regex Code();

    [GeneratedRegex(@"^[1-9]\d* cores?, \S")]
    private static partial Regex CoresAndModel();

    [GeneratedRegex("^[0-9a-f]{7,40}$")]
    private static partial Regex Hexadecimal();

    [GeneratedRegex(@"^\[[^\]]+\]\((?<target>results/[\w.-]+)\)$")]
    private static partial Regex Link();
}
