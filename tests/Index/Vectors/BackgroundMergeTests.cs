using System.Numerics.Tensors;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Vectors;
using SearchEngine.Tests;

namespace SearchEngine.Index.Tests.Vectors;

public sealed class BackgroundMergeTests : IDisposable
{
    /// <summary>The number of segments of similar size that are merged.</summary>
    private const int MergeFactor = 8;

    private readonly TemporaryFolder _folder = new();
    private readonly WatchedFiles _files = new();
    private readonly SortedDictionary<long, float[]> _truth = [];
    private readonly ManualResetEventSlim _arrived = new(), _mayContinue = new();
    private SegmentVectorIndex _index;
    private long _generation;

    public BackgroundMergeTests() => _index = new SegmentVectorIndex(Folder, _files);

    public void Dispose()
    {
        _mayContinue.Set();
        _index.Dispose();
        _folder.Dispose();
    }

    private string Folder => _folder["vectors"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private int Segments => Directory.GetFiles(Folder, "*.vectors").Length;

    private void Update(IEnumerable<long> removed, params long[] added)
    {
        foreach (long id in removed) _truth.Remove(id);
        foreach (long id in added) _truth.Add(id, Samples.Vector((int)(id + 1000 * ++_generation)));
        ChunkVectors vectors = new(Samples.Dimensions, added.Length, added.Select(id => new ChunkVector(id, _truth[id])));
        _index.Update(removed, vectors, new DerivedStamp("test", ++_generation));
    }

    /// <summary>Writes segments of five vectors each until a merge begins.</summary>
    private void FillUntilMerge()
    {
        for (int i = 0; i < MergeFactor; i++) Update([], [.. Enumerable.Range(5 * i, 5).Select(id => (long)id)]);
    }

    private void AssertEqualsBruteForce(SegmentVectorIndex index)
    {
        float[] query = Samples.Vector(-1);
        IEnumerable<Hit> expected = _truth.Select(row => new Hit(row.Key, TensorPrimitives.Dot<float>(query, row.Value))).Order();
        Assert.Equal(expected, index.Search(query, 1000));
    }

    private void AssertEqualsBruteForceHereAndReopened()
    {
        AssertEqualsBruteForce(_index);
        using SegmentVectorIndex reader = new(Folder);
        AssertEqualsBruteForce(reader);
        Assert.Equal(_index.Stamp, reader.Stamp);
    }

    /// <summary>Blocks merges at an operation; the test's own thread is not blocked.</summary>
    private void BlockMergesAt(string operation, string pathEnd = "")
    {
        int test = Environment.CurrentManagedThreadId;
        _files.Before = (name, path) =>
        {
            if (Environment.CurrentManagedThreadId == test) return;
            if (name != operation || !path.EndsWith(pathEnd, StringComparison.Ordinal)) return;
            _arrived.Set();
            _mayContinue.Wait();
        };
    }

    private void UnblockMerges()
    {
        _mayContinue.Set();
        WaitForMerges();
    }

    private void WaitForMerges() => Task.WaitAny([_index.MergeTask], Cancellation);

    [Theory]
    [InlineData("Create")]
    [InlineData("Flush")]
    [InlineData("Move")]
    public void Update_MergeIsWriting_DoesNotWaitAndDeletionsStay(string operation)
    {
        BlockMergesAt(operation);
        FillUntilMerge();
        _arrived.Wait(Cancellation);

        Update([0, 7, 39], 100);
        Update([8], 0);
        Update([0], 101, 102);
        Assert.False(_index.MergeTask.IsCompleted);
        AssertEqualsBruteForceHereAndReopened();

        UnblockMerges();
        AssertEqualsBruteForceHereAndReopened();
        Assert.Equal(3, Segments);
    }

    [Fact]
    public void Update_ReplacesAVectorThatAMergeCopies_KeepsTheNewVector()
    {
        BlockMergesAt("Flush");
        FillUntilMerge();
        _arrived.Wait(Cancellation);

        Update([3]);
        Update([], 3);
        UnblockMerges();

        AssertEqualsBruteForceHereAndReopened();
    }

    [Fact]
    public void Update_DeletesAllVectorsThatAMergeCopies_LeavesNothing()
    {
        BlockMergesAt("Flush");
        FillUntilMerge();
        _arrived.Wait(Cancellation);

        Update([.. _truth.Keys]);
        UnblockMerges();

        AssertEqualsBruteForceHereAndReopened();
        Assert.Equal(0, Segments);
    }

    [Fact]
    public void Update_AnotherSourceDuringAMerge_DropsTheMerge()
    {
        BlockMergesAt("Flush");
        FillUntilMerge();
        _arrived.Wait(Cancellation);

        float[] vector = [1, 0];
        _index.Update([], new ChunkVectors(2, 1, [new ChunkVector(7, vector)]), new DerivedStamp("other", 1));
        UnblockMerges();

        Assert.Equal(7, Assert.Single(_index.Search(vector, 10)).ChunkId);
        _index.Update([], new ChunkVectors(2, 1, [new ChunkVector(8, vector)]), new DerivedStamp("other", 2));
        Assert.Equal(2, Segments);
    }

    [Fact]
    public void Snapshot_TakenBeforeAMerge_DoesNotChange()
    {
        FillUntilMerge();
        using VectorSnapshotLease before = _index.Snapshot();
        IReadOnlyList<Hit> hits = before.Search(Samples.Vector(-1), 100);

        WaitForMerges();
        Update([.. _truth.Keys]);
        WaitForMerges();

        Assert.Equal(hits, before.Search(Samples.Vector(-1), 100));
    }

    [Fact]
    public void Refresh_OnlyAMergeSince_OpensTheMergedSegment()
    {
        BlockMergesAt("Flush");
        FillUntilMerge();
        using SegmentVectorIndex reader = new(Folder);
        UnblockMerges();
        Assert.Equal(1, Segments);

        reader.Refresh();

        AssertEqualsBruteForce(reader);
        if (File.Exists("/proc/self/maps")) Assert.DoesNotContain(File.ReadLines("/proc/self/maps"), IsMappedAndDeleted);

        bool IsMappedAndDeleted(string line) =>
            line.Contains(Folder, StringComparison.Ordinal) && line.Contains("(deleted)", StringComparison.Ordinal);
    }

    [Fact]
    public void Dispose_DuringAMerge_WaitsForItsResult()
    {
        BlockMergesAt("Flush");
        FillUntilMerge();
        _arrived.Wait(Cancellation);

        Thread disposing = new(_index.Dispose);
        disposing.Start();
        SpinWait.SpinUntil(() => disposing.ThreadState.HasFlag(ThreadState.WaitSleepJoin) || !disposing.IsAlive);
        Assert.True(disposing.IsAlive);
        _mayContinue.Set();
        disposing.Join();

        Assert.Equal(1, Segments);
        _index = new SegmentVectorIndex(Folder, _files);
        AssertEqualsBruteForceHereAndReopened();
    }

    [Fact]
    public void Update_AfterAMergeFoundDamage_ThrowsDamagedIndexException()
    {
        for (int i = 0; i < MergeFactor - 1; i++) Update([], i);
        _index.Dispose();
        string damaged = Directory.GetFiles(Folder, "*.vectors").Order().First();
        using (FileStream file = File.OpenWrite(damaged))
        {
            file.Position = new SegmentLayout(Samples.Dimensions, 1).FloatsOffset;
            file.WriteByte(1);
        }
        _index = new SegmentVectorIndex(Folder, _files);

        Update([], 100);
        WaitForMerges();
        Assert.True(_index.MergeTask.IsFaulted);

        for (int i = 0; i < 2; i++)
        {
            DamagedIndexException e = Assert.Throws<DamagedIndexException>(
                () => _index.Update([], new ChunkVectors(0, 0, []), new DerivedStamp("test", 99)));
            Assert.Contains(damaged, e.Message);
        }
    }

    [Theory]
    [InlineData("Create", 1)]
    [InlineData("Create", 2)]
    [InlineData("Write", 1)]
    [InlineData("Write", 5)]
    [InlineData("Write", 6)]
    [InlineData("Flush", 1)]
    [InlineData("Flush", 2)]
    [InlineData("Move", 1)]
    [InlineData("Move", 2)]
    [InlineData("FlushFolder", 1)]
    [InlineData("FlushFolder", 2)]
    public void Update_MergesFail_ContinuesAndALaterUpdateMerges(string operation, int occurrence)
    {
        int test = Environment.CurrentManagedThreadId, occurred = 0, failed = 0;
        _files.Before = (name, path) =>
        {
            if (Environment.CurrentManagedThreadId == test) return;
            if (name == "Create" && path.EndsWith(".vectors.tmp", StringComparison.Ordinal)) occurred = 0;
            if (name != operation || ++occurred != occurrence) return;
            failed++;
            throw new IOException("There is not enough space on the disk.");
        };
        FillUntilMerge();
        WaitForMerges();
        Update([2, 17], 200, 201);
        WaitForMerges();
        AssertEqualsBruteForceHereAndReopened();
        Assert.Equal(2, failed);
        Assert.Empty(Directory.GetFiles(Folder, "*.vectors.tmp"));

        _files.Before = static (_, _) => { };
        Update([3]);
        WaitForMerges();
        AssertEqualsBruteForceHereAndReopened();
        Assert.Equal(2, Segments);
    }

    /// <summary>Copies the folder before every operation, which is what a killed process may leave behind.</summary>
    [Fact]
    public void Constructor_FilesOfAKilledProcess_OpensTheLastCommitOrTheOneBefore()
    {
        HashSet<long> before = [], after = [];
        int copies = 0;
        _files.Before = (_, _) =>
        {
            string copy = Directory.CreateDirectory(_folder[$"copy-{copies++}"]).FullName;
            foreach (string file in Directory.GetFiles(Folder))
            {
                // A temporary file is still being written and cannot be copied.
                string target = Path.Combine(copy, Path.GetFileName(file));
                if (file.EndsWith(".tmp", StringComparison.Ordinal)) File.WriteAllText(target, "incomplete");
                else File.Copy(file, target);
            }
            using SegmentVectorIndex killed = new(copy);
            HashSet<long> found = [.. killed.Search(Samples.Vector(-1), 1000).Select(hit => hit.ChunkId)];
            Assert.True(found.SetEquals(before) || found.SetEquals(after), $"before operation {copies}");
            Assert.Equal(found.Count, killed.Count);
        };
        for (int i = 0; i < MergeFactor + 2; i++)
        {
            (before, after) = (after, [.. after.Where(id => id % 3 > 0), i]);
            Update(before.Except(after), i);
            WaitForMerges();
        }
        Assert.InRange(copies, 80, 200);
    }
}
