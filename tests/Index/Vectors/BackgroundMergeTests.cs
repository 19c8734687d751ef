using System.Numerics.Tensors;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Vectors;
using SearchEngine.Tests;

namespace SearchEngine.Index.Tests.Vectors;

public sealed class BackgroundMergeTests : IDisposable
{
    /// <summary>So many segments of like size are merged.</summary>
    private const int Enough = 8;

    private readonly TemporaryFolder _folder = new();
    private readonly WatchedFiles _files = new();
    private readonly SortedDictionary<long, float[]> _truth = [];
    private readonly ManualResetEventSlim _arrived = new(), _mayGoOn = new();
    private SegmentVectorIndex _index;
    private long _generation;

    public BackgroundMergeTests() => _index = new SegmentVectorIndex(Folder, _files);

    public void Dispose()
    {
        _mayGoOn.Set();
        _index.Dispose();
        _folder.Dispose();
    }

    private string Folder => _folder["vectors"];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private int Segments => Directory.GetFiles(Folder, "*.vectors").Length;

    private void Update(IEnumerable<long> removed, params long[] added)
    {
        foreach (long id in removed) _truth.Remove(id);
        foreach (long id in added) _truth.Add(id, Samples.Vector((int)(id + 1000 * ++_generation)));
        _index.Update(removed, new ChunkVectors(Samples.Dimensions, added.Length, added.Select(id => new ChunkVector(id, _truth[id]))), new DerivedStamp("test", ++_generation));
    }

    /// <summary>Makes segments of five vectors each until a merge begins.</summary>
    private void Fill()
    {
        for (int i = 0; i < Enough; i++) Update([], [.. Enumerable.Range(5 * i, 5).Select(id => (long)id)]);
    }

    private void EqualsBruteForce(SegmentVectorIndex index)
    {
        float[] query = Samples.Vector(-1);
        Assert.Equal(_truth.Select(row => new Hit(row.Key, TensorPrimitives.Dot<float>(query, row.Value))).Order(), index.Search(query, 1000));
    }

    private void EqualsBruteForceHereAndReopened()
    {
        EqualsBruteForce(_index);
        using SegmentVectorIndex reader = new(Folder);
        EqualsBruteForce(reader);
        Assert.Equal(_index.Stamp, reader.Stamp);
    }

    /// <summary>Holds merges up at an operation; what the test's own thread does goes on.</summary>
    private void HoldMergesAt(string operation, string pathEnd = "")
    {
        int test = Environment.CurrentManagedThreadId;
        _files.Before = (name, path) =>
        {
            if (name != operation || !path.EndsWith(pathEnd, StringComparison.Ordinal) || Environment.CurrentManagedThreadId == test) return;
            _arrived.Set();
            _mayGoOn.Wait();
        };
    }

    private void LetMergesGoOn()
    {
        _mayGoOn.Set();
        AwaitMerges();
    }

    private void AwaitMerges() => Task.WaitAny([_index.MergeTask], Cancelled);

    [Theory]
    [InlineData("Create")]
    [InlineData("Flush")]
    [InlineData("Move")]
    public void Update_WhileAMergeWrites_DoesNotWaitAndWhatItDeletesStaysDeleted(string operation)
    {
        HoldMergesAt(operation);
        Fill();
        _arrived.Wait(Cancelled);

        Update([0, 7, 39], 100);
        Update([8], 0);
        Update([0], 101, 102);
        Assert.False(_index.MergeTask.IsCompleted);
        EqualsBruteForceHereAndReopened();

        LetMergesGoOn();
        EqualsBruteForceHereAndReopened();
        Assert.Equal(3, Segments);
    }

    [Fact]
    public void Update_PuttingInAnewWhatAMergeCopies_KeepsTheNewVector()
    {
        HoldMergesAt("Flush");
        Fill();
        _arrived.Wait(Cancelled);

        Update([3]);
        Update([], 3);
        LetMergesGoOn();

        EqualsBruteForceHereAndReopened();
    }

    [Fact]
    public void Update_DeletingAllThatAMergeCopies_LeavesNothing()
    {
        HoldMergesAt("Flush");
        Fill();
        _arrived.Wait(Cancelled);

        Update([.. _truth.Keys]);
        LetMergesGoOn();

        EqualsBruteForceHereAndReopened();
        Assert.Equal(0, Segments);
    }

    [Fact]
    public void Update_OfAnotherSourceWhileAMergeWrites_DropsTheMerge()
    {
        HoldMergesAt("Flush");
        Fill();
        _arrived.Wait(Cancelled);

        float[] vector = [1, 0];
        _index.Update([], new ChunkVectors(2, 1, [new ChunkVector(7, vector)]), new DerivedStamp("other", 1));
        LetMergesGoOn();

        Assert.Equal(7, Assert.Single(_index.Search(vector, 10)).ChunkId);
        _index.Update([], new ChunkVectors(2, 1, [new ChunkVector(8, vector)]), new DerivedStamp("other", 2));
        Assert.Equal(2, Segments);
    }

    [Fact]
    public void Snapshot_TakenBeforeAMerge_StaysAsItWas()
    {
        Fill();
        using IVectorSnapshot before = _index.Snapshot();
        IReadOnlyList<Hit> hits = before.Search(Samples.Vector(-1), 100);

        AwaitMerges();
        Update([.. _truth.Keys]);
        AwaitMerges();

        Assert.Equal(hits, before.Search(Samples.Vector(-1), 100));
    }

    [Fact]
    public void Refresh_AfterNothingButAMerge_OpensTheMergedSegment()
    {
        HoldMergesAt("Flush");
        Fill();
        using SegmentVectorIndex reader = new(Folder);
        LetMergesGoOn();
        Assert.Equal(1, Segments);

        reader.Refresh();

        EqualsBruteForce(reader);
        if (File.Exists("/proc/self/maps")) Assert.DoesNotContain(File.ReadLines("/proc/self/maps"), line => line.Contains(Folder, StringComparison.Ordinal) && line.Contains("(deleted)", StringComparison.Ordinal));
    }

    [Fact]
    public void Dispose_WhileAMergeWrites_WaitsForItsResult()
    {
        HoldMergesAt("Flush");
        Fill();
        _arrived.Wait(Cancelled);

        Thread disposing = new(_index.Dispose);
        disposing.Start();
        SpinWait.SpinUntil(() => disposing.ThreadState.HasFlag(ThreadState.WaitSleepJoin) || !disposing.IsAlive);
        Assert.True(disposing.IsAlive);
        _mayGoOn.Set();
        disposing.Join();

        Assert.Equal(1, Segments);
        _index = new SegmentVectorIndex(Folder, _files);
        EqualsBruteForceHereAndReopened();
    }

    [Fact]
    public void Update_AfterAMergeThatFoundDamage_SaysSo()
    {
        for (int i = 0; i < Enough - 1; i++) Update([], i);
        _index.Dispose();
        string damaged = Directory.GetFiles(Folder, "*.vectors").Order().First();
        using (FileStream file = File.OpenWrite(damaged))
        {
            file.Position = new SegmentLayout(Samples.Dimensions, 1).FloatsOffset;
            file.WriteByte(1);
        }
        _index = new SegmentVectorIndex(Folder, _files);

        Update([], 100);
        AwaitMerges();
        Assert.True(_index.MergeTask.IsFaulted);

        for (int i = 0; i < 2; i++) Assert.Contains(damaged, Assert.Throws<DamagedIndexException>(() => _index.Update([], new ChunkVectors(0, 0, []), new DerivedStamp("test", 99))).Message);
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
    public void Update_WhileMergesFail_GoesOnAndALaterOneMerges(string operation, int occurrence)
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
        Fill();
        AwaitMerges();
        Update([2, 17], 200, 201);
        AwaitMerges();
        EqualsBruteForceHereAndReopened();
        Assert.Equal(2, failed);
        Assert.Empty(Directory.GetFiles(Folder, "*.vectors.tmp"));

        _files.Before = static (_, _) => { };
        Update([3]);
        AwaitMerges();
        EqualsBruteForceHereAndReopened();
        Assert.Equal(2, Segments);
    }

    /// <summary>A process that is killed leaves what is there before some operation.</summary>
    [Fact]
    public void Open_WhatIsThereBeforeAnyOperation_IsTheLastCommitOrTheOneBefore()
    {
        HashSet<long> before = [], after = [];
        int copies = 0;
        _files.Before = (_, _) =>
        {
            string copy = Directory.CreateDirectory(_folder[$"copy-{copies++}"]).FullName;
            foreach (string file in Directory.GetFiles(Folder))
            {
                // What has no name yet is open, and nobody else's to read.
                if (file.EndsWith(".tmp", StringComparison.Ordinal)) File.WriteAllText(Path.Combine(copy, Path.GetFileName(file)), "half of it");
                else File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
            }
            using SegmentVectorIndex killed = new(copy);
            HashSet<long> found = [.. killed.Search(Samples.Vector(-1), 1000).Select(hit => hit.ChunkId)];
            Assert.True(found.SetEquals(before) || found.SetEquals(after), $"before operation {copies}");
            Assert.Equal(found.Count, killed.Count);
        };
        for (int i = 0; i < Enough + 2; i++)
        {
            (before, after) = (after, [.. after.Where(id => id % 3 > 0), i]);
            Update(before.Except(after), i);
            AwaitMerges();
        }
        Assert.InRange(copies, 80, 200);
    }
}
