using SearchEngine.Evaluation.Runs;
using SearchEngine.Tests;

namespace SearchEngine.Evaluation.Tests.Runs;

public sealed class RunFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_MissingFolder_CreatesItEmpty()
    {
        RunFolder.Open(_folder["a/b"]);

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder["a/b"]));
    }

    [Theory]
    [InlineData("file")]
    [InlineData("file/below")]
    public void Open_FileInsteadOfAFolder_NamesThePathAndTheOption(string place)
    {
        _folder.Write("file", "");

        string message = Assert.Throws<EvaluationException>(() => RunFolder.Open(_folder[place])).Message;

        Assert.StartsWith($"{_folder[place]}: run files cannot be written to this folder", message, StringComparison.Ordinal);
        Assert.Contains("--runs", message, StringComparison.Ordinal);
    }
}
