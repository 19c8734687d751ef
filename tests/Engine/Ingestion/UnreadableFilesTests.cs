using SearchEngine.Documents.Formats;
using SearchEngine.Documents;
using SearchEngine.Ingestion;
using SearchEngine.Search;
using SearchEngine.Tests;

namespace SearchEngine.Engine.Tests.Ingestion;

/// <summary>Files that cannot be read are reported and do not affect others.</summary>
public sealed class UnreadableFilesTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public UnreadableFilesTests() => _workspace.WritePage("good.md", "Good", "A page about sourdough.");

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Index_BinaryFileWithATextName_FailsWithItsReason()
    {
        _workspace.Write("binary.md", "a\0b");
        IndexReport report = await _workspace.IndexAsync();

        FailedDocument failed = Assert.Single(report.Failed);
        Assert.Equal("binary.md", failed.Path);
        Assert.Contains("binary", failed.Reason, StringComparison.Ordinal);
        Assert.Equal(failed.Reason, _workspace.Reason("binary.md"));
        Assert.Equal((1, 0), (report.Indexed, report.Skipped));
    }

    [Fact]
    public async Task Index_NamedPipe_IsNotWaitedFor()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("Windows has no named pipes in folders");
        ProcessOutcome made = await ChildProcess.RunAsync(
            "mkfifo", [_workspace.At(Path.Combine("docs", "pipe.txt"))], cancellationToken: Workspace.Token);
        Assert.Equal(0, made.ExitCode);

        IndexReport report = await _workspace.IndexAsync();

        Assert.Equal((2, 1), (report.Indexed, report.Encoded));
    }

    [Fact]
    public async Task Index_ReaderThrows_FailsThatFileOnly()
    {
        _workspace.Write("cursed.odd", "anything");
        KnowledgeBaseOptions options = _workspace.Options with { Readers = DocumentReaders.Default.With(new FaultyReader()) };
        IndexReport report = await _workspace.IndexAsync(options);

        Assert.Equal("cursed.odd", Assert.Single(report.Failed).Path);
        Assert.Contains("the table ends early", report.Failed[0].Reason, StringComparison.Ordinal);
        Assert.Equal(1, report.Indexed);
        Assert.Equal(1, report.Encoded);
    }

    [Fact]
    public async Task Index_FileThatBecameUnreadable_IsNoLongerFound()
    {
        await using KnowledgeBase knowledge = await _workspace.OpenAsync();
        await knowledge.IndexAsync(_workspace.Documents, cancellationToken: Workspace.Token);
        _workspace.Write("good.md", "sourdough\0");
        await knowledge.IndexAsync(_workspace.Documents, cancellationToken: Workspace.Token);

        Assert.Empty((await knowledge.QueryAsync("sourdough", cancellationToken: Workspace.Token)).Hits);
        KnowledgeBaseStatus status = await knowledge.GetStatusAsync(Workspace.Token);
        Assert.Equal((0, 1, 0), (status.Indexed, status.Failed, status.Passages));
    }

    [Fact]
    public async Task Index_BinaryFileWithoutAReader_IsSkipped()
    {
        _workspace.Write("photo.jpeg", "\u0001pixels\0");
        Assert.Equal(1, (await _workspace.IndexAsync()).Skipped);
        Assert.Equal("binary, and no reader for its kind", _workspace.Reason("photo.jpeg"));
    }

    [Fact]
    public async Task Index_TooLarge_IsSkippedUntilTheLimitAllowsIt()
    {
        _workspace.WritePage("large.md", "Large", new string('x', 2000));
        KnowledgeBaseOptions strict = _workspace.Options with { MaxFileSize = 1000 };
        Assert.Equal(1, (await _workspace.IndexAsync(strict)).Skipped);
        Assert.Equal("larger than 1 KB; --max-file-size allows more", _workspace.Reason("large.md"));

        IndexReport allowed = await _workspace.IndexAsync();
        Assert.Equal((1, 1, 0), (allowed.Indexed, allowed.Unchanged, allowed.Skipped));
        Assert.Null(_workspace.Reason("large.md"));
    }

    [Fact]
    public async Task Index_SkippedFile_IsNotWrittenAgain()
    {
        _workspace.Write("photo.jpeg", "pixels\0");
        string hidden = _workspace.Write(".notes.md", "pixels");
        await _workspace.IndexAsync();
        File.WriteAllText(hidden, "other pixels");
        IndexReport report = await _workspace.IndexAsync();
        Assert.Equal((0, 3, 0), (report.Indexed, report.Unchanged, report.Skipped));
    }

    [Fact]
    public async Task Index_LinksOutAndInCircles_AreNotFollowed()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("On Windows, only administrators can create symbolic links.");
        Directory.CreateDirectory(_workspace.At("elsewhere"));
        string secret = Path.Combine(_workspace.At("elsewhere"), "secret.md");
        await File.WriteAllTextAsync(secret, "# Secret\n\nThe combination of the safe.\n", Workspace.Token);
        File.CreateSymbolicLink(Path.Combine(_workspace.Documents, "link.md"), secret);
        Directory.CreateSymbolicLink(Path.Combine(_workspace.Documents, "outside"), _workspace.At("elsewhere"));
        Directory.CreateSymbolicLink(Path.Combine(_workspace.Documents, "circle"), _workspace.Documents);

        await using KnowledgeBase knowledge = await _workspace.OpenAsync();
        IndexReport report = await knowledge.IndexAsync(_workspace.Documents, cancellationToken: Workspace.Token);

        Assert.Equal((1, 3), (report.Indexed, report.Skipped));
        Assert.Contains("symbolic link", _workspace.Reason("link.md"), StringComparison.Ordinal);
        QueryOptions words = new() { Mode = RetrievalMode.Lexical };
        Assert.Empty((await knowledge.QueryAsync("combination safe", words, Workspace.Token)).Hits);
    }

    private sealed class FaultyReader : IDocumentReader
    {
        public IReadOnlyCollection<string> Extensions { get; } = [".odd"];

        public DocumentText Read(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) =>
            throw new InvalidOperationException("the table ends early");
    }
}
