using SearchEngine.Index.Contracts;
using SearchEngine.Index.Tests.Checking;

namespace SearchEngine.Index.Tests;

public sealed class IndexHandleTests(SoundIndex sound) : IClassFixture<SoundIndex>, IDisposable
{
    private static readonly float[] Query = Samples.VectorOf("query");

    private readonly DamagedIndex _index = new(sound);

    public void Dispose() => _index.Dispose();

    [Fact]
    public void GetOrOpen_NoIndex_IsNull()
    {
        using IndexHandle handle = new(_index.PathOf("none"));
        Assert.Null(handle.GetOrOpen());
    }

    [Fact]
    public void GetOrOpen_DerivedFolderDeleted_FindsTheSame()
    {
        Directory.Delete(_index.PathOf("lexical"), recursive: true);
        using IndexHandle handle = new(_index.Folder);
        SameAnswers(handle.GetOrOpen()!);
        Assert.Null(handle.Notice);
    }

    [Fact]
    public void GetOrOpen_DamagedDuringAWrite_NamesDamageAndWriter()
    {
        using SearchIndex writer = _index.Open();
        DamagedIndex.Edit(_index.PathOf("vectors/manifest"), bytes => bytes[10] ^= 1);
        using IndexHandle handle = new(_index.Folder);
        string message = Assert.Throws<IndexException>(handle.GetOrOpen).Message;
        Assert.Contains("is damaged", message, StringComparison.Ordinal);
        Assert.Contains($"process {Environment.ProcessId}", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Repair_FlippedByteFoundByASearch_RebuildsOnce()
    {
        DamagedIndex.Edit(_index.FindLargest("vectors", "*.vectors"), bytes => bytes[bytes.Length / 2] ^= 1);
        using IndexHandle handle = new(_index.Folder);
        SearchIndex damaged = handle.GetOrOpen()!;
        DamagedIndexException damage = Assert.Throws<DamagedIndexException>(() => damaged.SearchVectors(Query, 50));

        SearchIndex repaired = handle.Repair(damaged, damage);

        SameAnswers(repaired);
        Assert.Same(repaired, handle.Repair(damaged, damage));
        Assert.Same(repaired, handle.GetOrOpen());
        Assert.Contains("was damaged", handle.Notice, StringComparison.Ordinal);
    }

    private void SameAnswers(SearchIndex index)
    {
        Assert.Equal(sound.Answers.Words, index.SearchWords("apple number3 pear", 50));
        Assert.Equal(sound.Answers.Vectors, index.SearchVectors(Query, 50));
    }
}
