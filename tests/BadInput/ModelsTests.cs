namespace SearchEngine.BadInput.Tests;

/// <summary>Incomplete model folders. The index stays unchanged, even if there is a new folder to index.</summary>
public sealed class ModelsTests(IndexedFolder indexed) : IClassFixture<IndexedFolder>, IDisposable
{
    private readonly ModelCopy _model = new();

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(1000)]
    [InlineData(500_000)]
    public async Task ATruncatedModelFile_IsNamed(int length)
    {
        Truncate("model.safetensors", length);

        await RefusesAsync("model.safetensors");
    }

    [Fact]
    public async Task ATruncatedModelFile_SaysToCopyItAgain()
    {
        Truncate("model.safetensors", 500_000);

        await RefusesAsync("model.safetensors", "truncated", "copy the model again");
    }

    [Theory]
    [InlineData("config.json")]
    [InlineData("tokenizer.json")]
    public async Task ATruncatedSettingsFile_IsNamed(string file)
    {
        Truncate(file, 100);

        await RefusesAsync(file, "is not valid JSON");
    }

    [Fact]
    public async Task AModelFolderWithoutTokenizerJson_SaysHowToGetIt()
    {
        File.Delete(_model.GetPath("tokenizer.json"));

        await RefusesAsync("tokenizer.json", "does not exist", "download the model's tokenizer.json");
    }

    [Theory]
    [InlineData("config.json")]
    [InlineData("model.safetensors")]
    public async Task AModelFolderWithAMissingFile_NamesIt(string file)
    {
        File.Delete(_model.GetPath(file));

        await RefusesAsync(file, "does not exist");
    }

    [Fact]
    public async Task AMissingModelFolder_IsNamed()
    {
        Directory.Delete(_model.Folder, recursive: true);

        await RefusesAsync("", "no such model folder");
    }

    public void Dispose() => _model.Dispose();

    private Task RefusesAsync(string file, params string[] named) => _model.AssertRefusedAsync(indexed, file, named);

    private void Truncate(string file, int length)
    {
        using FileStream stream = File.OpenWrite(_model.GetPath(file));
        Assert.True(stream.Length > length);
        stream.SetLength(length);
    }
}
