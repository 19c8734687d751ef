using SearchEngine.Tests;

namespace SearchEngine.EndToEnd.Tests;

/// <summary>A home with an indexed folder of four files, of which two can be indexed.</summary>
public sealed class NotesHome : IAsyncLifetime
{
    public const string Page =
        "---\nowner: Ida\n---\n\n# Oven\n\nTurn it on at four.\n\n## Cleaning\n\nBrush the deck. Then sweep it with the rye straw.\n";

    public Home Home { get; } = new();

    public async ValueTask InitializeAsync()
    {
        Home.Write("notes/oven.md", Page);
        Home.Write("notes/broken.txt", "\0");
        Home.Write("notes/.hidden.md", "secret");
        File.Copy(Path.Combine(Repository.Fixtures, "documents", "handbook.pdf"), Home.GetPath("notes/handbook.pdf"));
        await Home.RunAsync(0, "index", Home.GetPath("notes"));
    }

    public ValueTask DisposeAsync()
    {
        Home.Dispose();
        return ValueTask.CompletedTask;
    }
}
