namespace SearchEngine.Benchmarks.Indexing;

/// <summary>A temporary folder that is deleted on disposal.</summary>
internal sealed class BenchmarkFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("benchmark-").FullName;

    public string this[string relativePath] => Path.Combine(_path, relativePath);

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
