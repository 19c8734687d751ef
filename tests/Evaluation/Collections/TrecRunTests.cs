using SearchEngine.Evaluation.Collections;
using SearchEngine.Evaluation.Measures;

namespace SearchEngine.Evaluation.Tests.Collections;

public sealed class TrecRunTests : IDisposable
{
    private readonly BeirFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_SpacesAndTabs_ReadsQueryDocumentAndScore()
    {
        string file = _folder.Write("run.trec", "q1 Q0 d1 0 1.5 tag\nq2\tQ0\td1\t0\t-2e-1\ttag\n\nq1  Q0 d2 1 0.5 tag\n");

        IReadOnlyDictionary<string, IReadOnlyList<ScoredDocument>> run = TrecRun.Read(file);

        Assert.Equal([new ScoredDocument("d1", 1.5), new ScoredDocument("d2", 0.5)], run["q1"]);
        Assert.Equal([new ScoredDocument("d1", -0.2)], run["q2"]);
    }

    [Fact]
    public void Write_ARun_ReadsBackTheSameWithRanksFromOne()
    {
        string file = Path.Combine(_folder.Root, "run.trec");
        Dictionary<string, IReadOnlyList<ScoredDocument>> run = new()
        {
            ["q1"] = [new("d1", 1 / 3.0), new("d2", 1e-17)],
            ["q2"] = [],
            ["q3"] = [new("d1", -1234567.875)],
        };

        TrecRun.Write(file, run, "tag");

        Assert.Equal(["q1 Q0 d1 1 0.3333333333333333 tag", "q1 Q0 d2 2 1E-17 tag", "q3 Q0 d1 1 -1234567.875 tag"], File.ReadLines(file));
        Assert.Equal(run.Where(query => query.Value.Count > 0), TrecRun.Read(file));
    }

    [Fact]
    public void Write_WhitespaceInAnId_IsEncoded()
    {
        string file = Path.Combine(_folder.Root, "run.trec");

        TrecRun.Write(
            file,
            new Dictionary<string, IReadOnlyList<ScoredDocument>> { ["a b"] = [new("notes/my plan\u00a0100%.md", 1)] },
            "tag");

        Assert.Equal("a%20b Q0 notes/my%20plan%C2%A0100%.md 1 1 tag", Assert.Single(File.ReadLines(file)));
    }

    [Theory]
    [InlineData("q1 Q0 d1 0\n", "line 1: expected query")]
    [InlineData("q1 Q0 d1 0 high tag\n", "line 1: the score 'high' is not a number")]
    [InlineData("q1 Q0 d1 0 NaN tag\n", "line 1: the score 'NaN' is not a number")]
    [InlineData("q1 Q0 d1 0 1 tag\nq1 Q0 d1 1 0.5 tag\n", "line 2: document 'd1' is retrieved twice")]
    public void Read_MalformedLine_NamesLineAndFault(string text, string fault)
    {
        string file = _folder.Write("run.trec", text);

        Assert.Contains($"{file}, {fault}", Assert.Throws<EvaluationException>(() => TrecRun.Read(file)).Message, StringComparison.Ordinal);
    }
}
