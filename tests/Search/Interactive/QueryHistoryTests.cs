using SearchEngine.Cli.Interactive;
using SearchEngine.Tests;

namespace SearchEngine.Cli.Tests.Interactive;

public sealed class QueryHistoryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder["data/history"];

    [Fact]
    public void Older_AndNewer_WalkThroughTheQueries()
    {
        QueryHistory history = Of("one", "two");

        Assert.Equal(["two", "one", null], [history.Older(), history.Older(), history.Older()]);
        Assert.Equal(["two", "", ""], [history.Newer(), history.Newer(), history.Newer()]);
        Assert.Equal("two", history.Older());
    }

    [Fact]
    public void Add_AQueryThatWasAskedBefore_MovesIt() => Assert.Equal(["two", "three", "one"], Of("one", "two", "three", " one ", "one", "").Queries);

    [Fact]
    public void Open_AfterAnotherSession_HasItsQueries()
    {
        Of("one", "two\nlines \e[31m");

        Assert.Equal(["one", "two lines [31m"], QueryHistory.Open(File).Queries);
    }

    [Fact]
    public void Add_AFileThatIsNotThere_IsTheUsersAlone()
    {
        Of("one");

        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
        Assert.Equal([File], Directory.GetFiles(_folder["data"]));
    }

    [Fact]
    public void Add_MoreThanAreKept_ForgetsTheOldest()
    {
        QueryHistory history = Of([.. Enumerable.Range(0, QueryHistory.Most + 3).Select(i => $"query {i}")]);

        Assert.Equal(QueryHistory.Most, history.Queries.Count);
        Assert.Equal("query 3", history.Queries[0]);
        Assert.Equal(history.Queries, QueryHistory.Open(File).Queries);
    }

    [Fact]
    public void Add_WhereNothingCanBeWritten_KeepsTheSession()
    {
        _folder.Write("data", "a file where the folder should be");

        Assert.Equal(["one"], Of("one").Queries);
    }

    public void Dispose() => _folder.Dispose();

    private QueryHistory Of(params string[] queries)
    {
        QueryHistory history = QueryHistory.Open(File);
        foreach (string query in queries) history.Add(query);
        return history;
    }
}
