using System.Globalization;
using System.Text.RegularExpressions;

namespace SearchEngine.Architecture.Tests.Records;

/// <summary>One measured figure of docs/performance.md or docs/quality.md. Command and commit are those of its record.</summary>
internal sealed record MeasurementRow(
    int Line,
    string What,
    string Result,
    string Machine,
    string Raw,
    string Command,
    string Commit);

/// <summary>
/// Reads the tables of a page of measurements and finds their faults. Every table of such a page is
/// <c>| What | Result | Machine | Raw |</c>. The raw file starts with the command, machine and commit of its rows, as
/// <c>tools/record</c> writes them, and contains every number of their results, at least as precisely.
/// </summary>
internal sealed partial class RecordTable
{
    private static readonly string[] Columns = ["What", "Result", "Machine", "Raw"];

    /// <summary>Raw outputs count tokens and a page may count millions of them.</summary>
    private static readonly double[] Scales = [1, 1e-6];

    private readonly List<MeasurementRow> _rows = [];
    private readonly List<string> _faults = [];

    /// <param name="page">The page's Markdown.</param>
    /// <param name="readRaw">Returns the text of a raw file by its link relative to docs/, or null if it does not exist.</param>
    public RecordTable(string page, Func<string, string?> readRaw)
    {
        bool hasHeader = false;
        bool isFound = false;
        foreach ((int index, string text) in page.Split('\n').Index())
        {
            string line = text.Trim();
            if (!line.Contains('|'))
            {
                hasHeader = false;
                continue;
            }

            // Every line that contains a bar counts as a table's line, so that no row escapes in another form of table.
            string[] cells = SplitCells(line);
            if (cells.SequenceEqual(Columns)) hasHeader = isFound = true;
            else if (!hasHeader) AddFault(index, $"a table line that is not under | {string.Join(" | ", Columns)} |");
            else if (!cells.All(cell => Rule().IsMatch(cell))) Read(index, cells, readRaw);
        }
        if (!isFound) _faults.Add("no table of measurements");
    }

    public IReadOnlyList<MeasurementRow> Rows => _rows;

    public IReadOnlyList<string> Faults => _faults;

    private void Read(int index, string[] cells, Func<string, string?> readRaw)
    {
        if (cells.Length != Columns.Length)
        {
            AddFault(index, $"{cells.Length} cells instead of {Columns.Length}");
            return;
        }

        string[] header = [];
        string path = Link().Match(cells[3]).Groups["target"].Value;
        int faultsBefore = _faults.Count;
        if (cells[0].Length == 0) AddFault(index, "does not say what was measured");
        if (cells[1].Length == 0) AddFault(index, "no result");
        if (!CoresAndModel().IsMatch(cells[2])) AddFault(index, $"no machine as 'N cores, CPU model': '{cells[2]}'");
        if (path.Length == 0) AddFault(index, $"no link to a raw output as [name](results/name.txt): '{cells[3]}'");
        else if (readRaw(path) is not { } raw) AddFault(index, $"{path} does not exist");
        else
        {
            header = [.. raw.Split('\n').TakeWhile(line => line.Length > 0)];
            if (_faults.Count == faultsBefore) Compare(index, path, cells[1], cells[2], header, raw);
        }
        string command = GetField(header, "command");
        _rows.Add(new MeasurementRow(index + 1, cells[0], cells[1], cells[2], path, command, GetField(header, "commit")));
    }

    private void Compare(int index, string path, string result, string machine, string[] header, string raw)
    {
        string commit = GetField(header, "commit");
        if (GetField(header, "command").Length == 0) AddFault(index, $"{path} does not name its command");
        if (GetField(header, "machine") != machine) AddFault(index, $"{path} was recorded on another machine");
        if (commit.Contains(' ')) AddFault(index, $"{path} was recorded {commit[(commit.IndexOf(' ') + 1)..]}: commit, then record again");
        else if (!Hexadecimal().IsMatch(commit)) AddFault(index, $"{path} does not name its commit by 7 to 40 hexadecimal digits");

        double[] recorded = [.. ParseNumbers(raw[string.Join('\n', header).Length..]).Select(number => number.Value)];
        foreach ((double value, int decimals) in ParseNumbers(result))
        {
            if (!recorded.Any(number => IsRounded(number, value, decimals))) AddFault(index, $"{path} does not contain {value}");
        }
    }

    private static bool IsRounded(double recorded, double shown, int decimals) =>
        Scales.Any(scale => Math.Abs((recorded * scale) - shown) <= (0.5 * Math.Pow(10, -decimals)) + 1e-9);

    private static IEnumerable<(double Value, int Decimals)> ParseNumbers(string text)
    {
        foreach (Match match in Number().Matches(text))
        {
            string digits = match.Value.Replace(",", "", StringComparison.Ordinal);
            int point = digits.IndexOf('.');
            yield return (double.Parse(digits, CultureInfo.InvariantCulture), point < 0 ? 0 : digits.Length - point - 1);
        }
    }

    private static string GetField(string[] header, string name) =>
        header.FirstOrDefault(line => line.StartsWith(name + ": ", StringComparison.Ordinal))?[(name.Length + 2)..] ?? "";

    private void AddFault(int index, string what) => _faults.Add($"line {index + 1}: {what}");

    /// <summary>Returns the cells between the bars; <c>\|</c> is a bar within a cell.</summary>
    private static string[] SplitCells(string line)
    {
        string inner = line.TrimStart('|');
        if (inner.EndsWith('|')) inner = inner[..^1];
        return [.. Bar().Split(inner).Select(cell => cell.Trim().Replace(@"\|", "|"))];
    }

    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex Bar();

    [GeneratedRegex("^:?-+:?$")]
    private static partial Regex Rule();

    [GeneratedRegex(@"^[1-9]\d* cores?, \S")]
    private static partial Regex CoresAndModel();

    [GeneratedRegex("^[0-9a-f]{7,40}$")]
    private static partial Regex Hexadecimal();

    [GeneratedRegex(@"^\[[^\]]+\]\((?<target>results/[\w.-]+)\)$")]
    private static partial Regex Link();

    /// <summary>A number that is not part of a name, such as <c>nDCG@10</c> or <c>F1</c>, nor an ordinal.</summary>
    [GeneratedRegex(@"(?<![\w@.])\d+(,\d{3})*(\.\d+)?(?!\d|th)")]
    private static partial Regex Number();
}
