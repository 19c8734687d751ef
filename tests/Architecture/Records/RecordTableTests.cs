namespace SearchEngine.Architecture.Tests.Records;

public sealed class RecordTableTests
{
    private const string Head = "# Page\n\n| What | Result | Command | Machine | Commit | Raw |\n|---|---:|---|---|---|---|\n";
    private const string Row = "| nDCG@10 | 0.321 | `./search eval x` | 2 cores, AMD EPYC | 0123abc | [raw](results/eval.txt) |\n";
    private const string Raw = "command: ./search eval x\nmachine: 2 cores, AMD EPYC\ndate: 2026-01-31T12:00:00Z\ncommit: "
        + "0123abcdef\n\n0.321\n";

    [Fact]
    public void ARow_WithAllItsParts_IsReadWithoutFault()
    {
        RecordTable table = new(Head + Row, Read);

        Assert.Empty(table.Faults);
        Assert.Equal(
            [new MeasurementRow(5, "nDCG@10", "0.321", "./search eval x", "2 cores, AMD EPYC", "0123abc", "results/eval.txt")],
            table.RowTable);
    }

    [Fact]
    public void ATable_WithoutRows_IsWithoutFault() => Assert.Empty(new RecordTable(Head, Read).Faults);

    [Theory]
    [InlineData("nDCG@10", "", "does not say what was measured")]
    [InlineData("0.321", "", "no result")]
    [InlineData("`./search eval x`", "", "no command between backquotes")]
    [InlineData("`./search eval x`", "./search eval x", "no command between backquotes")]
    [InlineData("`./search eval x`", "`./search eval y`", "recorded with another command")]
    [InlineData("2 cores, AMD EPYC", "", "no machine")]
    [InlineData("2 cores, AMD EPYC", "AMD EPYC", "no machine")]
    [InlineData("2 cores, AMD EPYC", "2 cores", "no machine")]
    [InlineData("2 cores, AMD EPYC", "4 cores, AMD EPYC", "recorded with another machine")]
    [InlineData("0123abc", "", "no commit")]
    [InlineData("0123abc", "0123ab", "no commit")]
    [InlineData("0123abc", "main", "no commit")]
    [InlineData("0123abc", "7654321", "recorded at another commit")]
    [InlineData("[raw](results/eval.txt)", "", "no link to a raw output")]
    [InlineData("[raw](results/eval.txt)", "results/eval.txt", "no link to a raw output")]
    [InlineData("[raw](results/eval.txt)", "[raw](../LICENSE)", "no link to a raw output")]
    [InlineData("[raw](results/eval.txt)", "[raw](results/none.txt)", "results/none.txt does not exist")]
    [InlineData(" [raw](results/eval.txt) |", "", "5 cells instead of 6")]
    public void ARow_WithAPartThatIsWrong_IsAFaultThatNamesItsLine(string part, string instead, string fault)
    {
        RecordTable table = new(Head + Row.Replace(part, instead), Read);

        string only = Assert.Single(table.Faults);
        Assert.StartsWith("line 5: ", only);
        Assert.Contains(fault, only);
    }

    [Fact]
    public void ARecord_MadeWithLocalChanges_IsAFault() =>
        Assert.Contains(
            "with local changes",
            Assert.Single(new RecordTable(Head + Row, _ => Raw.Replace("0123abcdef", "0123abcdef with local changes")).Faults));

    [Fact]
    public void ARow_UnderOtherColumns_IsAFault() =>
        Assert.Equal(3, new RecordTable(Head + "\n| What | Result |\n|---|---|\n| speed | 9 |\n", Read).Faults.Count);

    [Fact]
    public void APage_WithoutTable_IsAFault() => Assert.Equal(["no table of measurements"], new RecordTable("# Page\n", Read).Faults);

    [Fact]
    public void ACommand_WithABar_IsReadAsItWasTyped()
    {
        RecordTable table = new(Head + Row.Replace("eval x", @"eval x \| head"), _ => Raw.Replace("eval x", "eval x | head"));

        Assert.Empty(table.Faults);
        Assert.Equal("./search eval x | head", Assert.Single(table.RowTable).Command);
    }

    private static string? Read(string path) => path == "results/eval.txt" ? Raw : null;
}
