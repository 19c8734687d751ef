using SearchEngine.Tests;

namespace SearchEngine.EndToEnd.Tests;

/// <summary>A home with two collections, a <c>search</c> command for the PATH, and the completion script of each shell.</summary>
public sealed class ShellHome : IAsyncLifetime
{
    public Home Home { get; } = new();

    /// <summary>The folder that contains the command.</summary>
    public string Programs => Home.GetPath("bin");

    public async ValueTask InitializeAsync()
    {
        Home.Write("recipes/rye.md", "# Rye\n\nThe rye bakes at 230 degrees.\n");
        Home.Write("rec room/chairs.md", "# Chairs\n\nThere are twelve.\n");
        await Home.RunAsync(0, "index", Home.GetPath("recipes"));
        await Home.RunAsync(0, "index", Home.GetPath("rec room"), "--collection", "red room");
        foreach (string shell in (string[])["bash", "zsh", "fish", "powershell"])
            Home.Write($"script.{shell}", (await Home.RunAsync(0, "completion", shell)).Stdout);
        string program = Home.Write("bin/search", $"#!/bin/sh\nexec dotnet '{SearchCommand.ProgramPath}' \"$@\"\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    public ValueTask DisposeAsync()
    {
        Home.Dispose();
        return ValueTask.CompletedTask;
    }
}
