namespace SearchEngine.Benchmarks.Indexing;

/// <summary>A folder of a benchmark's own, gone with it.</summary>
internal sealed class BenchmarkFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("benchmark-").FullName;

    public string this[string relativePath] => Path.Combine(_path, relativePath);

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
