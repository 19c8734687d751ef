using SearchEngine.Evaluation.Collections;
using SearchEngine.Evaluation.Measures;

namespace SearchEngine.Evaluation.Tests.Collections;

public sealed class TrecRunTests : IDisposable
{
    private readonly BeirFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_BlanksAndTabs_TakesQueryDocumentAndScore()
    {
        string file = _folder.Write("run.trec", "q1 Q0 d1 0 1.5 tag\nq2\tQ0\td1\t0\t-2e-1\ttag\n\nq1  Q0 d2 1 0.5 tag\n");

        IReadOnlyDictionary<string, IReadOnlyList<ScoredDocument>> run = TrecRun.Read(file);

        Assert.Equal([new ScoredDocument("d1", 1.5), new ScoredDocument("d2", 0.5)], run["q1"]);
        Assert.Equal([new ScoredDocument("d1", -0.2)], run["q2"]);
    }

    [Theory]
    [InlineData("q1 Q0 d1 0\n", "line 1: expected query")]
    [InlineData("q1 Q0 d1 0 high tag\n", "line 1: the score 'high' is not a number")]
    [InlineData("q1 Q0 d1 0 NaN tag\n", "line 1: the score 'NaN' is not a number")]
    [InlineData("q1 Q0 d1 0 1 tag\nq1 Q0 d1 1 0.5 tag\n", "line 2: document 'd1' is retrieved twice")]
    public void Read_BrokenLine_NamesLineAndFault(string text, string fault)
    {
        string file = _folder.Write("run.trec", text);

        Assert.Contains($"{file}, {fault}", Assert.Throws<EvaluationException>(() => TrecRun.Read(file)).Message, StringComparison.Ordinal);
    }
}
