namespace SearchEngine.EndToEnd.Tests;

/// <summary>A home with one indexed folder and one that is not indexed, for tests on a terminal.</summary>
public sealed class TerminalHome : IAsyncLifetime
{
    public Home Home { get; } = new();

    public async ValueTask InitializeAsync()
    {
        Home.Write("notes/refunds.md", "# Refunds\n\nA customer may ask for a refund.\n");
        Home.Write("notes/broken.md", "\0\u0001\u0002\0 binary");
        Home.Write("more/oven.md", "# Oven\n\nThe rye bakes at 230 degrees.\n");
        await Home.RunAsync(0, "index", Home.GetPath("notes"));
    }

    public ValueTask DisposeAsync()
    {
        Home.Dispose();
        return ValueTask.CompletedTask;
    }
}
