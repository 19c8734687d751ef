namespace SearchEngine.EndToEnd.Tests;

/// <summary>A home with two small indexed folders. Tests that change the index use a copy of it.</summary>
public sealed class RefundsHome : IAsyncLifetime
{
    private int _copies;

    public Home Home { get; } = new();

    public async ValueTask InitializeAsync()
    {
        Home.Write("one/refunds.md", "# Refunds\n\n## Asking\n\nA customer may ask for a refund.\n");
        Home.Write("one/broken.md", "\0\u0001\u0002\0 binary");
        Home.Write("two/refunds.md", "# Late refunds\n\nThe rye is refunded within 30 days.\n");
        TinyCollection.Write(Home);
        await Home.RunAsync(0, "index", Home.GetPath("one"), Home.GetPath("two"));
    }

    /// <summary>Returns the path of an index that does not exist yet.</summary>
    public string NewIndex() => Home.GetPath($"index-{++_copies}");

    /// <summary>Copies the index and returns the copy's path.</summary>
    public string CopyIndex()
    {
        string copy = NewIndex();
        foreach (string file in Directory.EnumerateFiles(Home.Index, "*", SearchOption.AllDirectories))
        {
            string path = Path.Combine(copy, Path.GetRelativePath(Home.Index, file));
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Copy(file, path);
        }
        return copy;
    }

    public ValueTask DisposeAsync()
    {
        Home.Dispose();
        return ValueTask.CompletedTask;
    }
}
