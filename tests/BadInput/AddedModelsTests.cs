using System.Text.Json;
using SearchEngine.Tests;

namespace SearchEngine.BadInput.Tests;

/// <summary>Invalid input of <c>search models add</c>: nothing is copied, and the message says what to do.</summary>
public sealed class AddedModelsTests : IDisposable
{
    private readonly ModelCopy _model = new();
    private readonly SearchCommand _search = new();

    private string Added => Path.Combine(_search.DataHome, "searchengine", "models");

    public void Dispose()
    {
        _search.Dispose();
        _model.Dispose();
    }

    [Fact]
    public async Task Add_IncompleteFolder_EndsWithOneAndSaysWhatIsMissing()
    {
        File.Delete(_model.GetPath("tokenizer.json"));

        ProcessOutcome outcome = await AddAsync(_model.Folder);

        ErrorAssert.Reports(outcome, 1, _model.Folder, "not complete", "not copied");
        Assert.Contains("tokenizer.json", outcome.Stdout, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Added));
    }

    [Fact]
    public async Task Add_TakenName_NamesItsFolderAndTheOption()
    {
        Assert.Equal(0, (await AddAsync(_model.Folder)).ExitCode);

        ErrorAssert.Reports(
            await AddAsync(_model.Folder), ExitCode.UsageError, "there is already a model 'model'", Path.Combine(Added, "model"), "--name");
        ErrorAssert.Reports(
            await AddAsync(_model.Folder, "--name", "bge-small-en-v1.5"),
            ExitCode.UsageError,
            Path.Combine(Repository.Models, "bge-small-en-v1.5"),
            "--name");
    }

    [Theory]
    [InlineData("")]
    [InlineData(".hidden")]
    [InlineData("..")]
    [InlineData("../elsewhere")]
    [InlineData("a/b")]
    public async Task Add_InvalidName_IsRefused(string name)
    {
        ErrorAssert.Reports(
            await AddAsync(_model.Folder, "--name", name), ExitCode.UsageError, $"'{name}' cannot be a model's name", "--name");
        Assert.False(Directory.Exists(Added));
    }

    [Theory]
    [InlineData("notes.txt", "secret.txt")]
    [InlineData("sub", ".")]
    [InlineData("gone.txt", "model/nothing.txt")]
    public async Task Add_LinkOutOfTheFolder_IsNamed(string link, string target)
    {
        File.WriteAllText(_model.GetSiblingPath("secret.txt"), "a secret");
        File.CreateSymbolicLink(_model.GetPath(link), _model.GetSiblingPath(target));

        ErrorAssert.Reports(await AddAsync(_model.Folder), ExitCode.UsageError, _model.GetPath(link), "cp -rL");
        Assert.False(Directory.Exists(Added));
    }

    [Fact]
    public async Task Add_MissingFolder_IsNamed() =>
        ErrorAssert.Reports(
            await AddAsync(_model.GetSiblingPath("nowhere")),
            ExitCode.UsageError,
            _model.GetSiblingPath("nowhere"),
            "name one that exists");

    [Fact]
    public async Task Add_WhileAnotherIsRunning_SaysSo()
    {
        Directory.CreateDirectory(Added);
        using FileStream held = new(Path.Combine(Added, ".adding"), FileMode.Create, FileAccess.ReadWrite, FileShare.None);

        ErrorAssert.Reports(await AddAsync(_model.Folder), ExitCode.UsageError, "another 'search models add'");
        Assert.False(Directory.Exists(Path.Combine(Added, "model")));
    }

    [Fact]
    public async Task Add_AfterAKilledAddition_RemovesItsFiles()
    {
        string left = Directory.CreateDirectory(Path.Combine(Added, ".incoming")).FullName;
        File.Copy(_model.GetPath("config.json"), Path.Combine(left, "config.json"));
        File.WriteAllText(Path.Combine(left, "half.bin"), "half");
        ProcessOutcome before = await _search.RunAsync(
            ["models", "list", "--json"],
            environment: new Dictionary<string, string?> { ["SEARCHENGINE_MODELS"] = _model.GetSiblingPath("none") },
            cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(0, JsonDocument.Parse(before.Stdout).RootElement.GetProperty("models").GetArrayLength());

        Assert.Equal(0, (await AddAsync(_model.Folder)).ExitCode);

        Assert.False(Directory.Exists(left));
        Assert.False(File.Exists(Path.Combine(Added, "model", "half.bin")));
    }

    private async Task<ProcessOutcome> AddAsync(params string[] arguments)
    {
        ProcessOutcome outcome = await InProcessSearch.RunAsync(_search, ["models", "add", .. arguments]);
        IndexedFolder.AssertNoStackTrace(outcome);
        return outcome;
    }
}
