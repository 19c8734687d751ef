using SearchEngine.Cli.Interactive;
using SearchEngine.Tests;

namespace SearchEngine.Cli.Tests.Interactive;

public sealed class QueryHistoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder["data/history"];

    [Fact]
    public void MoveToOlderAndNewer_StepThroughTheQueries()
    {
        QueryHistory history = CreateHistory("one", "two");

        Assert.Equal(["two", "one", null], [history.MoveToOlder(), history.MoveToOlder(), history.MoveToOlder()]);
        Assert.Equal(["two", "", ""], [history.MoveToNewer(), history.MoveToNewer(), history.MoveToNewer()]);
        Assert.Equal("two", history.MoveToOlder());
    }

    [Fact]
    public void Add_EarlierQuery_MovesIt() =>
        Assert.Equal(["two", "three", "one"], CreateHistory("one", "two", "three", " one ", "one", "").Queries);

    [Fact]
    public void Open_AfterAnotherSession_HasItsQueries()
    {
        CreateHistory("one", "two\nlines \e[31m");

        Assert.Equal(["one", "two lines [31m"], QueryHistory.Open(File).Queries);
    }

    [Fact]
    public void Add_NewFile_IsReadableByTheUserOnly()
    {
        CreateHistory("one");

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
        Assert.Equal([File], Directory.GetFiles(_folder["data"]));
    }

    [Fact]
    public void Add_MoreThanTheMaximum_DropsTheOldest()
    {
        QueryHistory history = CreateHistory([.. Enumerable.Range(0, QueryHistory.MaxQueries + 3).Select(i => $"query {i}")]);

        Assert.Equal(QueryHistory.MaxQueries, history.Queries.Count);
        Assert.Equal("query 3", history.Queries[0]);
        Assert.Equal(history.Queries, QueryHistory.Open(File).Queries);
    }

    [Fact]
    public void Add_UnwritableFile_KeepsTheSessionsHistory()
    {
        _folder.Write("data", "a file where the folder should be");

        Assert.Equal(["one"], CreateHistory("one").Queries);
    }

    public void Dispose() => _folder.Dispose();

    private QueryHistory CreateHistory(params string[] queries)
    {
        QueryHistory history = QueryHistory.Open(File);
        foreach (string query in queries) history.Add(query);
        return history;
    }
}
