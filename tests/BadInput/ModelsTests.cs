using SearchEngine.Tests;

namespace SearchEngine.BadInput.Tests;

/// <summary>Model folders that lack something. The index stays as it was, also where there was something new to index.</summary>
public sealed class ModelsTests(IndexedFolder indexed) : IClassFixture<IndexedFolder>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Model => _folder["model"];

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(1000)]
    [InlineData(500_000)]
    public async Task ATruncatedModelFile_IsNamed(int length)
    {
        CopyModel();
        Truncate("model.safetensors", length);

        await RefusesAsync("model.safetensors");
    }

    [Fact]
    public async Task ATruncatedModelFile_SaysToCopyItAgain()
    {
        CopyModel();
        Truncate("model.safetensors", 500_000);

        await RefusesAsync("model.safetensors", "cut short", "copy the model again");
    }

    [Theory]
    [InlineData("config.json")]
    [InlineData("tokenizer.json")]
    public async Task ATruncatedSettingsFile_IsNamed(string file)
    {
        CopyModel();
        Truncate(file, 100);

        await RefusesAsync(file, "is not JSON");
    }

    [Fact]
    public async Task AModelFolderWithoutTokenizerJson_SaysHowToGetIt()
    {
        CopyModel();
        File.Delete(Path.Combine(Model, "tokenizer.json"));

        await RefusesAsync("tokenizer.json", "does not exist", "download it");
    }

    [Theory]
    [InlineData("config.json")]
    [InlineData("model.safetensors")]
    public async Task AModelFolderWithoutAFile_NamesIt(string file)
    {
        CopyModel();
        File.Delete(Path.Combine(Model, file));

        await RefusesAsync(file, "does not exist");
    }

    [Fact]
    public async Task AMissingModelFolder_IsNamed() => await RefusesAsync("", "no such model folder");

    public void Dispose() => _folder.Dispose();

    /// <summary>Searching, and indexing a folder that the index does not know, name the file at fault.</summary>
    private async Task RefusesAsync(string file, params string[] named)
    {
        _folder.Write("new/new.md", "Something new to index.");
        string[] expected = [Path.Combine(Model, file), .. named];

        Refusal.Names(await indexed.RunAsync("query", "refund", "--model", Model), ExitCode.Failure, expected);
        Refusal.Names(await indexed.RunAsync("index", _folder["new"], "--model", Model), ExitCode.Failure, expected);
    }

    private void CopyModel()
    {
        Directory.CreateDirectory(Model);
        foreach (string file in Directory.EnumerateFiles(Path.Combine(Repository.Fixtures, "models", "bert")))
            File.Copy(file, Path.Combine(Model, Path.GetFileName(file)));
    }

    private void Truncate(string file, int length)
    {
        using FileStream stream = File.OpenWrite(Path.Combine(Model, file));
        Assert.True(stream.Length > length);
        stream.SetLength(length);
    }
}
