using System.Text.Json;

namespace SearchEngine.EndToEnd.Tests;

/// <summary>Folders that change between queries, and an index of several folders.</summary>
public sealed class UpdatingTests : IAsyncLifetime
{
    private readonly Home _home = new();

    private string Animals => _home.GetPath("animals");

    private string Machines => _home.GetPath("machines");

    public async ValueTask InitializeAsync()
    {
        _home.Write("animals/zebra.md", "# Zebras\n\nA zebra has stripes and eats grass.\n");
        _home.Write("animals/heron.md", "# Herons\n\nA heron stands in the water and waits for fish.\n");
        _home.Write("machines/zebra.md", "# Zebra crossing\n\nA zebra crossing has stripes; a machine paints them on the road.\n");
        await _home.RunAsync(0, "index", Animals, Machines);
    }

    [Fact]
    public async Task ChangedFile_IsFoundWithItsNewText()
    {
        _home.Write("animals/heron.md", "# Herons\n\nThe heron has moved on to a marmalade factory.\n");

        Assert.Equal("heron.md", (await _home.FindAsync("marmalade", "--in", Animals))[0]);
        Assert.DoesNotContain("fish", (await _home.RunAsync(0, "query", "heron fish", "--in", Animals)).Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NewFile_IsFound()
    {
        _home.Write("animals/deeper/otter.txt", "The otter juggles pebbles.");

        Assert.Equal("deeper/otter.txt", (await _home.FindAsync("otter juggling", "--in", Animals))[0]);
    }

    [Fact]
    public async Task RemovedFile_IsNotFound()
    {
        File.Delete(Path.Combine(Animals, "zebra.md"));

        Assert.DoesNotContain("zebra.md", await _home.FindAsync("zebra", "--in", Animals));
        Assert.Equal(2, (await _home.JsonAsync(0, "status")).GetProperty("indexed").GetInt32());
    }

    [Fact]
    public async Task NoUpdate_SearchesWhatWasIndexed()
    {
        _home.Write("animals/otter.md", "The otter juggles pebbles.");
        File.Delete(Path.Combine(Animals, "zebra.md"));
        Dictionary<string, string> files = _home.IndexFiles();

        Assert.Contains("zebra.md", await _home.FindAsync("zebra", "--in", Animals, "--no-update"));
        Assert.DoesNotContain("otter.md", await _home.FindAsync("otter", "--in", Animals, "--no-update"));
        Assert.Equal(files, _home.IndexFiles());
    }

    [Fact]
    public async Task In_SearchesOnlyThatFolder()
    {
        (string, string)[] scopes = [("animals", Animals), ("machines", Machines), (Animals, Animals), (Machines, Machines)];
        foreach ((string scope, string root) in scopes)
        {
            JsonElement results = await _home.JsonAsync(0, "query", "zebra stripes", "--in", scope);

            Assert.All(results.GetProperty("hits").EnumerateArray(), hit => Assert.Equal(root, hit.GetProperty("root").GetString()));
        }
    }

    [Fact]
    public async Task WithoutIn_SearchesAllFolders()
    {
        JsonElement results = await _home.JsonAsync(0, "query", "zebra stripes");

        Assert.Equal(["animals", "machines"], results.GetProperty("hits").EnumerateArray()
            .Where(hit => hit.GetProperty("path").GetString() == "zebra.md").GetStrings("collection").Order());
    }

    [Fact]
    public async Task N_LimitsTheDocuments()
    {
        Assert.Single(await _home.FindAsync("zebra stripes", "-n", "1"));
        Assert.Equal(2, (await _home.FindAsync("zebra stripes", "-n", "2")).Length);
    }

    [Fact]
    public async Task StatusJson_DescribesTheIndex()
    {
        _home.Write("animals/picture.png", "\0 no text");
        await _home.RunAsync(0, "index", Animals);

        JsonElement status = await _home.JsonAsync(0, "status");

        Assert.Equal(
            ["indexPath", "model", "indexed", "skipped", "failed", "passages", "encoded", "collections"],
            status.EnumerateObject().Select(field => field.Name));
        Assert.Equal(_home.Index, status.GetProperty("indexPath").GetString());
        Assert.Equal("bge-small-en-v1.5", status.GetProperty("model").GetString());
        Assert.Equal(3, status.GetProperty("indexed").GetInt32());
        Assert.Equal(1, status.GetProperty("skipped").GetInt32());
        Assert.Equal(0, status.GetProperty("failed").GetInt32());
        Assert.Equal(3, status.GetProperty("passages").GetInt32());
        Assert.Equal(3, status.GetProperty("encoded").GetInt32());
        Assert.Equal([("animals", Animals), ("machines", Machines)], status.GetProperty("collections").EnumerateArray()
            .Select(collection => (collection.GetProperty("name").GetString()!, collection.GetProperty("root").GetString()!)));
    }

    public ValueTask DisposeAsync()
    {
        _home.Dispose();
        return ValueTask.CompletedTask;
    }
}
