using SearchEngine.Tests;

namespace SearchEngine.BadInput.Tests;

/// <summary>Invalid input and output of <c>search models experts</c>.</summary>
public sealed class ExpertsTests : IDisposable
{
    private readonly SearchCommand _search = new();
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public Task AModelWithoutExperts_SaysSo() =>
        RefusesAsync(
            ExitCode.Failure,
            ["one sentence", "--generator", Path.Combine(Repository.Fixtures, "models", "llama")],
            "llama",
            "has no experts:",
            "choose a Mixture-of-Experts decoder");

    [Fact]
    public Task AMissingModel_IsNamed() =>
        RefusesAsync(ExitCode.Failure, ["one sentence", "--generator", _folder["gone.gguf"]], "gone.gguf", "no such model file or folder");

    [Theory]
    [InlineData("")]
    [InlineData("  \n")]
    public Task ATextWithoutTokens_SaysSo(string text) => RefusesAsync(ExitCode.UsageError, [text], "the text contains no tokens");

    [Fact]
    public Task AnEmptyFolder_SaysSo()
    {
        Directory.CreateDirectory(_folder["empty"]);
        return RefusesAsync(ExitCode.UsageError, ["--in", _folder["empty"]], "empty", "contains no documents to read");
    }

    [Fact]
    public Task ABinaryFile_IsRefusedWithTheOptionThatReadsIt() =>
        RefusesAsync(
            ExitCode.UsageError, ["--file", _folder.Write("picture.png", "\u0089PNG\0\0")], "picture.png", "is not a text file", "--in");

    [Fact]
    public Task AMissingFile_IsNamed() =>
        RefusesAsync(ExitCode.UsageError, ["--file", _folder["gone.txt"]], "there is no file", "gone.txt");

    [Fact]
    public Task APageInAMissingFolder_IsRefusedBeforeTheWork() =>
        RefusesAsync(
            ExitCode.UsageError, ["one sentence", "--html", _folder["gone/page.html"]], "--html", "there is no folder for", "create it");

    [Fact]
    public Task AFolderInPlaceOfAPage_IsRefused() =>
        RefusesAsync(ExitCode.UsageError, ["one sentence", "--html", _folder.Path], "--html", "is a folder; name a file in it");

    [Fact]
    public Task TwoTexts_SayToChooseOne() =>
        RefusesAsync(ExitCode.UsageError, ["one sentence", "--file", _folder.Write("a.txt", "another")], "choose one of them");

    [Fact]
    public Task AnUnsupportedPrecision_IsRefusedWithTheSupportedOne() =>
        RefusesAsync(ExitCode.UsageError, ["one sentence", "--precision", "int8"], "--precision", "float32");

    public void Dispose()
    {
        _search.Dispose();
        _folder.Dispose();
    }

    private async Task RefusesAsync(int exitCode, string[] arguments, params string[] named) =>
        ErrorAssert.Reports(await InProcessSearch.RunAsync(_search, ["models", "experts", .. arguments]), exitCode, named);
}
