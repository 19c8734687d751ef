using SearchEngine.Tests;

namespace SearchEngine.EndToEnd.Tests;

/// <summary>The user's own model: added once, then used by its name.</summary>
public sealed class AddedModelTests : IDisposable
{
    private static readonly string Fixture = Path.Combine(Repository.Fixtures, "models", "bert");

    private readonly Home _home = new();

    private string Added => Path.Combine(_home.DataHome, "searchengine", "models");

    public void Dispose() => _home.Dispose();

    [Fact]
    public async Task Add_Model_IsListedCompletedAndUsedByName()
    {
        ProcessOutcome added = await _home.RunAsync(0, "models", "add", Fixture, "--name", "mine");
        _home.Write("notes/oven.md", "# Oven\n\nThe rye bakes at 230 degrees.\n");

        Assert.StartsWith("mine: complete", added.Stdout, StringComparison.Ordinal);
        Assert.Contains("mine", (await _home.JsonAsync(0, "models", "list")).GetProperty("models").GetStrings("name"));
        Assert.Contains("mine\n", (await _home.RunAsync(0, "[suggest]", "search query --model m")).Stdout, StringComparison.Ordinal);
        Assert.Contains("--name", (await _home.RunAsync(0, "[suggest]", "search models add --n")).Stdout, StringComparison.Ordinal);
        await _home.RunAsync(0, "index", _home.GetPath("notes"), "--model", "mine");
        Assert.Equal(["oven.md"], await _home.FindAsync("rye", "--model", "mine"));
    }

    [Fact]
    public async Task Add_LinksAndHiddenFiles_CopiesContentOfLinksAndNoHiddenFiles()
    {
        string folder = _home.GetPath("model");
        foreach (string file in Directory.EnumerateFiles(Fixture)) _home.Write($"model/{Path.GetFileName(file)}", "");
        foreach (string file in Directory.EnumerateFiles(Fixture))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
        _home.Write("model/.git/objects", "much");
        File.Move(Path.Combine(folder, "model.safetensors"), _home.Write("model/blobs/weights", ""), overwrite: true);
        File.CreateSymbolicLink(Path.Combine(folder, "model.safetensors"), Path.Combine("blobs", "weights"));

        await _home.RunAsync(0, "models", "add", folder);

        FileInfo weights = new(Path.Combine(Added, "model", "model.safetensors"));
        Assert.Null(weights.LinkTarget);
        Assert.Equal(File.ReadAllBytes(Path.Combine(Fixture, "model.safetensors")), File.ReadAllBytes(weights.FullName));
        Assert.Equal(
            [".adding", "model"], Directory.EnumerateFileSystemEntries(Added).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.False(Directory.Exists(Path.Combine(Added, "model", ".git")));
    }
}
