using SearchEngine.Tests;

namespace SearchEngine.BadInput.Tests;

/// <summary>Index folders that another person prepared: the targets of their links are neither read, written nor deleted.</summary>
public sealed class HostileIndexTests(IndexedFolder indexed) : IClassFixture<IndexedFolder>, IDisposable
{
    private const string Letter = "Dear reader, this file is not part of any index.\n";

    private readonly TemporaryFolder _folder = new();
    private readonly IndexCopy _index = new(indexed);

    private static readonly string[] Commands = ["query refund", "status", "index {documents}", "doctor", "doctor --repair"];

    [Theory]
    [InlineData("lexical")]
    [InlineData("vectors")]
    public async Task AFolderOfTheIndexThatIsALink_IsRefusedAndNotFollowed(string part)
    {
        string letter = _folder.Write("letters/letter.txt", Letter);
        Directory.Delete(_index.GetPath(part), recursive: true);
        Directory.CreateSymbolicLink(_index.GetPath(part), _folder["letters"]);

        foreach (string command in Commands)
            ErrorAssert.Reports(await RunAsync(command), ExitCode.Failure, _index.GetPath(part), "is a link", "Remove it", "--index");
        Assert.Equal([letter], Directory.EnumerateFileSystemEntries(_folder["letters"]));
        Assert.Equal(Letter, File.ReadAllText(letter));
    }

    [Theory]
    [InlineData("writer.pid")]
    [InlineData("writer.lock")]
    [InlineData("catalog.db")]
    [InlineData("catalog.db-wal")]
    [InlineData("lexical/segments.gen")]
    [InlineData("vectors/manifest")]
    public async Task AFileOfTheIndexThatIsALink_IsRefusedAndNotWritten(string name)
    {
        string letter = _folder.Write("letter.txt", Letter);
        File.Delete(_index.GetPath(name));
        File.CreateSymbolicLink(_index.GetPath(name), letter);

        foreach (string command in Commands)
            ErrorAssert.Reports(await RunAsync(command), ExitCode.Failure, _index.GetPath(name), "is a link", "Remove it");
        Assert.Equal(Letter, File.ReadAllText(letter));
    }

    [Fact]
    public async Task APipeInTheIndex_IsRefusedAndNotOpened()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "named pipes are no files on Windows");
        string pipe = _index.GetPath("lexical/_9.cfs");
        ProcessOutcome made = await ChildProcess.RunAsync("mkfifo", [pipe], cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(made.ExitCode == 0, made.Stderr);

        ErrorAssert.Reports(await RunAsync("query refund"), ExitCode.Failure, pipe, "is a named pipe", "Remove it");
    }

    [Fact]
    public async Task AnIndexOfAnotherUser_IsRefused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "only root may give a folder away");
        ProcessOutcome given = await ChildProcess.RunAsync(
            "chown", ["65534", _index.Folder], cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(given.ExitCode == 0, given.Stderr);

        ErrorAssert.Reports(
            await RunAsync("query refund"), ExitCode.Failure, _index.Folder, "belongs to another user (id 65534)", "--index");
    }

    [Theory]
    [InlineData("lexical")]
    [InlineData("vectors")]
    public async Task AFileOfTheUsersInTheIndex_SurvivesARebuild(string part)
    {
        string letter = _index.GetPath($"{part}/letter.txt");
        File.WriteAllText(letter, Letter);
        foreach (string file in Directory.GetFiles(_index.GetPath(part)).Where(file => file != letter)) File.WriteAllText(file, "junk");

        await _index.RunAsync(ExitCode.Success, "doctor", "--repair");
        await _index.RunAsync(ExitCode.Success, "index", indexed.Documents);

        Assert.Equal(Letter, File.ReadAllText(letter));
        await _index.RunAsync(ExitCode.Success, "query", "refund");
    }

    public void Dispose()
    {
        _index.Dispose();
        _folder.Dispose();
    }

    private Task<ProcessOutcome> RunAsync(string command) =>
        _index.RunAsync(
            [.. command.Split(' ').Select(argument => argument.Replace("{documents}", indexed.Documents, StringComparison.Ordinal))]);
}
