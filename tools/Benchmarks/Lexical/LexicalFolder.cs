using SearchEngine.Benchmarks.Queries;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Lexical;

namespace SearchEngine.Benchmarks.Lexical;

/// <summary>A lexical index of passages in a temporary folder. Chunk ids count from 1.</summary>
internal sealed class LexicalFolder : IDisposable
{
    public LexicalFolder(PassageMaker passages, int count, int commits = 1)
    {
        using LexicalIndex index = new(Path);
        foreach ((int batch, IEnumerable<ChunkWords> added) in Batches(passages, count, commits))
        {
            index.Update([], added, new DerivedStamp("benchmark", batch + 1));
        }
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("lexical-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static IEnumerable<(int, IEnumerable<ChunkWords>)> Batches(PassageMaker passages, int count, int commits) =>
        passages.Make(count)
            .Select((passage, i) => new ChunkWords(i + 1, passage.Title, "", passage.Text))
            .Chunk((count + commits - 1) / commits)
            .Select((batch, i) => (i, batch.AsEnumerable()));
}
