namespace SearchEngine.Architecture.Tests.Records;

public sealed class RecordTableTests
{
    private const string Head = "# Page\n\n| What | Result | Machine | Raw |\n|---|---:|---|---|\n";
    private const string Row = "| nDCG@10 | 0.321 | 2 cores, AMD EPYC | [raw](results/eval.txt) |\n";
    private const string Raw =
        "command: ./search eval x\nmachine: 2 cores, AMD EPYC\ndate: 2026-01-31T12:00:00Z\ncommit: 0123abcdef\n\n0.3212\n";

    [Fact]
    public void Row_Valid_HasNoFault()
    {
        RecordTable table = new(Head + Row, ReadRaw);

        Assert.Empty(table.Faults);
        Assert.Equal(
            [new MeasurementRow(5, "nDCG@10", "0.321", "2 cores, AMD EPYC", "results/eval.txt", "./search eval x", "0123abcdef")],
            table.Rows);
    }

    [Fact]
    public void Table_WithoutRows_HasNoFault() => Assert.Empty(new RecordTable(Head, ReadRaw).Faults);

    [Theory]
    [InlineData("nDCG@10", "", "does not say what was measured")]
    [InlineData("0.321", "", "no result")]
    [InlineData("0.321", "0.322", "does not contain 0.322")]
    [InlineData("2 cores, AMD EPYC", "", "no machine")]
    [InlineData("2 cores, AMD EPYC", "AMD EPYC", "no machine")]
    [InlineData("2 cores, AMD EPYC", "2 cores", "no machine")]
    [InlineData("2 cores, AMD EPYC", "4 cores, AMD EPYC", "recorded on another machine")]
    [InlineData("[raw](results/eval.txt)", "", "no link to a raw output")]
    [InlineData("[raw](results/eval.txt)", "results/eval.txt", "no link to a raw output")]
    [InlineData("[raw](results/eval.txt)", "[raw](../LICENSE)", "no link to a raw output")]
    [InlineData("[raw](results/eval.txt)", "[raw](results/none.txt)", "results/none.txt does not exist")]
    [InlineData(" [raw](results/eval.txt) |", "", "3 cells instead of 4")]
    public void Row_WithAWrongPart_IsAFaultWithItsLine(string part, string instead, string fault)
    {
        RecordTable table = new(Head + Row.Replace(part, instead), ReadRaw);

        string only = Assert.Single(table.Faults);
        Assert.StartsWith("line 5: ", only);
        Assert.Contains(fault, only);
    }

    [Theory]
    [InlineData("0123abcdef", "0123abcdef with local changes", "recorded with local changes")]
    [InlineData("commit: 0123abcdef", "commit: main", "does not name its commit")]
    [InlineData("commit: 0123abcdef", "commit: 0123ab", "does not name its commit")]
    [InlineData("commit: 0123abcdef\n", "", "does not name its commit")]
    [InlineData("command: ./search eval x\n", "", "does not name its command")]
    [InlineData("machine: 2 cores, AMD EPYC\n", "", "recorded on another machine")]
    [InlineData("\n0.3212\n", "\n0.3224\n", "does not contain 0.321")]
    [InlineData("\n0.3212\n", "\n", "does not contain 0.321")]
    public void Record_WithAWrongPart_IsAFault(string part, string instead, string fault) =>
        Assert.Contains(fault, Assert.Single(new RecordTable(Head + Row, _ => Raw.Replace(part, instead)).Faults));

    [Theory]
    [InlineData("2.45 million", "2,451,803")]
    [InlineData("1,372 ms", "1371.6 ms")]
    [InlineData("-0.0054", "-0.0054")]
    [InlineData("F1 0.7, MRR@10 0.5", "0.70 0.50")]
    public void Result_RoundedFromItsRecord_HasNoFault(string result, string recorded) =>
        Assert.Empty(new RecordTable(Head + Row.Replace("0.321", result), _ => Raw.Replace("0.3212", recorded)).Faults);

    [Fact]
    public void Row_UnderOtherColumns_IsAFault() =>
        Assert.Equal(3, new RecordTable(Head + "\n| What | Speed |\n|---|---|\n| speed | 9 |\n", ReadRaw).Faults.Count);

    [Fact]
    public void Page_WithoutTable_IsAFault() => Assert.Equal(["no table of measurements"], new RecordTable("# Page\n", ReadRaw).Faults);

    [Fact]
    public void Cell_WithAnEscapedBar_KeepsIt()
    {
        RecordTable table = new(Head + Row.Replace("nDCG@10", @"eval x \| head"), ReadRaw);

        Assert.Empty(table.Faults);
        Assert.Equal("eval x | head", Assert.Single(table.Rows).What);
    }

    private static string? ReadRaw(string path) => path == "results/eval.txt" ? Raw : null;
}
