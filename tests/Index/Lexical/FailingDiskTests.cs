using Lucene.Net.Index;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Lexical;
using SearchEngine.Tests;

namespace SearchEngine.Index.Tests.Lexical;

public sealed class FailingDiskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private FailingDirectory? _directory;

    public void Dispose() => _folder.Dispose();

    private LexicalIndex Open() => new(_folder["index"], new LexicalOptions
    {
        OpenDirectory = folder => _directory = new FailingDirectory(new MappedDirectory(folder)),
    });

    private static IEnumerable<ChunkWords> Chunks(int first, int count) =>
        Enumerable.Range(first, count).Select(id => new ChunkWords(id, "title", "", $"word w{id}"));

    private static long[] Find(LexicalIndex index, string query) =>
        [.. index.Search(query, 10_000).Select(hit => hit.ChunkId)];

    [Fact]
    public void Update_DiskFailsAtAnyWrite_KeepsTheLastCommitAndCanContinue()
    {
        using LexicalIndex index = Open();
        index.Update([], Chunks(0, 20), new DerivedStamp("test", 1));
        int generation = 1, failures = 0;
        // Each round allows more operations; the last ones belong to the commit itself.
        for (int allowed = 0, step = 1; ; allowed += step, step += allowed / 8)
        {
            _directory!.RemainingOperations = allowed;
            DerivedStamp before = index.Stamp, after = new("test", ++generation);
            long[] found = Find(index, "word");
            try
            {
                index.Update([generation], Chunks(generation * 20, 20), after);
                break;
            }
            catch (IOException)
            {
                failures++;
            }
            Assert.Equal(before, index.Stamp);
            Assert.Equal(found, Find(index, "word"));
            _directory.RemainingOperations = int.MaxValue;
            index.Update([], Chunks(generation * 20, 20), after);
            Assert.Equal(20, Find(index, "word").Length - found.Length);
            Assert.Equal(after, index.Stamp);
        }
        Assert.True(failures > 5);
        _directory.RemainingOperations = int.MaxValue;
        using LexicalIndex reader = Open();
        Assert.Equal(Find(index, "word"), Find(reader, "word"));
        Assert.Equal(index.Stamp, reader.Stamp);
    }

    [Fact]
    public void Update_MergesFail_KeepsSegmentsAndCanContinue()
    {
        using (LexicalIndex index = Open())
        {
            _directory!.FailMerges = true;
            for (int commit = 0; commit < 25; commit++)
                index.Update([], Chunks(commit * 10, 10), new DerivedStamp("test", commit + 1));
            Assert.Equal(250, Find(index, "word").Length);
        }
        // Closing waits for merges, so they have been tried by now.
        Assert.True(_directory.Failures > 0);
        using LexicalIndex again = Open();
        for (int commit = 25; commit < 30; commit++)
            again.Update([], Chunks(commit * 10, 10), new DerivedStamp("test", commit + 1));
        Assert.Equal(Enumerable.Range(0, 300).Select(id => (long)id), Find(again, "word"));
    }

    [Fact]
    public void Update_ManyCommitsWithDeletions_MergesAndKeepsTheOrder()
    {
        using (LexicalIndex index = Open())
        {
            for (int commit = 0; commit < 40; commit++)
                index.Update([commit * 3, commit * 7], Chunks(commit * 10, 10), new DerivedStamp("test", commit + 1));
        }
        using DirectoryReader reader = DirectoryReader.Open(new MappedDirectory(_folder["index"]));
        Assert.InRange(reader.Leaves.Count, 1, 25);
        long[] ids = [.. reader.Leaves.SelectMany(leaf => SegmentColumns.For(leaf.AtomicReader).ChunkIds)];
        Assert.Equal(ids.Order(), ids);
        Assert.All(reader.Leaves, leaf => Assert.True(SegmentColumns.For(leaf.AtomicReader).IsOrdered));
    }
}
