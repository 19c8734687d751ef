namespace SearchEngine.Runtime.Sessions;

/// <summary>A written graph. Where the cache cannot keep it, it lies in a temporary folder of its own, which disposal deletes.</summary>
public sealed class CachedGraph : IDisposable
{
    private readonly bool _temporary;

    internal CachedGraph(string folder, string? notice = null) => (Folder, Notice, _temporary) = (folder, notice, notice is not null);

    /// <summary>The folder that holds it.</summary>
    public string Folder { get; }

    /// <summary>Why the cache does not keep it, and the way out; null where it does.</summary>
    public string? Notice { get; }

    /// <summary>Deletes a graph that no cache keeps; no session may be using it.</summary>
    public void Dispose()
    {
        if (!_temporary || !Directory.Exists(Folder)) return;
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It lies in the temporary folder, which the system clears.
        }
    }
}
