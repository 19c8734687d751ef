namespace SearchEngine.Tests;

/// <summary>A temporary folder, deleted on disposal.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("searchengine-").FullName;

    /// <summary>Returns the full path of a file or folder in this folder.</summary>
    public string this[string relativePath] => System.IO.Path.Combine(Path, relativePath);

    /// <summary>Writes a file, creates its parent folders, and returns its full path.</summary>
    public string Write(string relativePath, string text)
    {
        string path = this[relativePath];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>
    /// Deletes the folder. Tries again if something was written to it meanwhile, as by a model that still loads after its command was
    /// refused.
    /// </summary>
    public void Dispose()
    {
        const int maxAttempts = 100;
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                Directory.Delete(Path, recursive: true);
                return;
            }
            catch (IOException) when (attempt < maxAttempts)
            {
                Thread.Sleep(50);
            }
        }
    }
}
