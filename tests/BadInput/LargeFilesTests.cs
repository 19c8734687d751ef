using System.Text.Json;
using SearchEngine.Tests;

namespace SearchEngine.BadInput.Tests;

/// <summary>Files that are too large, and files without read permission.</summary>
public sealed class LargeFilesTests : IDisposable
{
    private const long TwoGigabytes = 2L << 30;

    private readonly TemporaryFolder _folder = new();
    private readonly SearchCommand _search = new();

    public void Dispose()
    {
        _search.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task ALogOfTwoGigabytes_IsSkippedBecauseOfItsSize()
    {
        _folder.Write("docs/note.md", "The zebra sleeps.");
        using (FileStream log = File.Create(_folder["docs/huge.log"])) log.SetLength(TwoGigabytes);

        Assert.Contains("larger than 50 MB; --max-file-size allows more", await ReasonAsync("huge.log"), StringComparison.Ordinal);
        Assert.Contains("larger than 1 GB", await ReasonAsync("huge.log", "--max-file-size", "1GB"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AMaximumAboveTheLimit_IsRefused()
    {
        _folder.Write("docs/note.md", "The zebra sleeps.");

        ProcessOutcome outcome = await InProcessSearch.RunAsync(_search, ["index", _folder["docs"], "--max-file-size", "2GB"]);

        ErrorAssert.Reports(outcome, ExitCode.UsageError, "--max-file-size", "1 GB", "'2GB'");
    }

    [Fact]
    public async Task AFileWithoutPermission_FailsAlone()
    {
        if (Environment.IsPrivilegedProcess) Assert.Skip("this user may read any file");
        _folder.Write("docs/note.md", "The zebra sleeps.");
        string file = _folder.Write("docs/private.md", "The lion sleeps.");
        if (OperatingSystem.IsWindows()) Assert.Skip("Windows has other permissions");
        else File.SetUnixFileMode(file, UnixFileMode.None);

        Assert.Contains("denied", await ReasonAsync("private.md"), StringComparison.Ordinal);
    }

    /// <summary>Indexes the folder and returns why a file was left out; asserts that the note next to it is indexed.</summary>
    private async Task<string> ReasonAsync(string path, params string[] options)
    {
        foreach (string[] arguments in (string[][])[["index", _folder["docs"], .. options], ["status", "--files", "--json"]])
        {
            ProcessOutcome outcome = await InProcessSearch.RunAsync(_search, arguments);
            IndexedFolder.AssertNoStackTrace(outcome);
            Assert.True(outcome.ExitCode == ExitCode.Success, outcome.Stderr);
            if (arguments[0] == "index") continue;
            JsonElement[] files = [.. JsonDocument.Parse(outcome.Stdout).RootElement.GetProperty("files").EnumerateArray()];
            Assert.Equal(
                "Indexed", files.Single(file => file.GetProperty("path").GetString() == "note.md").GetProperty("status").GetString());
            return files.Single(file => file.GetProperty("path").GetString() == path).GetProperty("reason").GetString()!;
        }
        return "";
    }
}
