namespace SearchEngine.Runtime.Sessions;

/// <summary>A generated graph on disk. If the cache cannot store it, it is in a temporary folder that is deleted on disposal.</summary>
internal sealed class CachedGraph : IDisposable
{
    private readonly bool _temporary;

    internal CachedGraph(string folder, string? notice = null) => (Folder, Notice, _temporary) = (folder, notice, notice is not null);

    /// <summary>The folder that contains the graph.</summary>
    public string Folder { get; }

    /// <summary>Why the cache cannot store the graph, and how to fix that; null if the graph is cached.</summary>
    public string? Notice { get; }

    /// <summary>Deletes a temporary graph; no session may be using it.</summary>
    public void Dispose()
    {
        if (!_temporary || !Directory.Exists(Folder)) return;
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The operating system clears its temporary folder.
        }
    }
}
