using System.Diagnostics;
using SearchEngine.Index;
using SearchEngine.Index.Contracts;
using SearchEngine.Tests;

namespace SearchEngine.Crash.Tests.Readers;

/// <summary>Eight readers while one writes: four threads on one index, two with an index each, and two processes.</summary>
public sealed class ReadersBesideAWriterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Snapshot_WhileAnotherWrites_IsOneStateAndLeavesNothingBehind() => CompareAsync((editions, _) => editions < 30);

    [Fact]
    public Task Snapshot_WhileAnotherWritesForTwoMinutes_IsOneStateAndLeavesNothingBehind()
    {
        SlowSuite.RequireAll();
        return CompareAsync((_, time) => time < TimeSpan.FromMinutes(2));
    }

    /// <summary>A short run brings what stays for good; after a longer one there is no more of it.</summary>
    private async Task CompareAsync(Func<int, TimeSpan, bool> goOn)
    {
        await RunAsync((editions, _) => editions < 8);
        long before = ManagedMemory();
        await RunAsync(goOn);
        long after = ManagedMemory();

        if (OperatingSystem.IsLinux()) Assert.Empty(OpenFiles.Under(_folder.Path));
        Assert.True(after < before + 2_000_000, $"{after - before} bytes more are in use than before");
    }

    /// <summary>Bytes that live objects take.</summary>
    private static long ManagedMemory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        GCMemoryInfo memory = GC.GetGCMemoryInfo(GCKind.FullBlocking);
        return memory.HeapSizeBytes - memory.FragmentedBytes;
    }

    /// <summary>Writes editions beside readers for as long as <paramref name="goOn"/> says, and until each reader has seen a few.</summary>
    private async Task RunAsync(Func<int, TimeSpan, bool> goOn)
    {
        string folder = _folder[Guid.NewGuid().ToString("N")];
        using SearchIndex writer = SearchIndex.Open(folder, IndexAccess.Write);
        int edition = 0;
        Editions.Write(writer, edition++);
        float wordScore = WordScore(writer);
        using SearchIndex shared = SearchIndex.Open(folder, IndexAccess.Read), own = SearchIndex.Open(folder, IndexAccess.Read), other = SearchIndex.Open(folder, IndexAccess.Read);
        SnapshotReader[] readers = [.. new[] { shared, shared, shared, shared, own, other }.Select(index => new SnapshotReader(index, wordScore))];
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Task[] reading = [.. readers.Select(reader => Task.Factory.StartNew(() => Read(reader, end.Token), TaskCreationOptions.LongRunning))];
        using ReaderProcess first = new(folder, wordScore), second = new(folder, wordScore);
        try
        {
            Stopwatch time = Stopwatch.StartNew();
            while (goOn(edition, time.Elapsed) || readers.Any(reader => reader.States < 3) || first.States < 3 || second.States < 3)
            {
                Editions.Write(writer, edition++);
                if (reading.FirstOrDefault(task => task.IsFaulted) is { } failed) await failed;
                first.ThrowIfEnded();
                second.ThrowIfEnded();
            }
        }
        finally
        {
            end.Cancel();
        }
        await Task.WhenAll(reading);
        await first.EndAsync();
        await second.EndAsync();
        if (OperatingSystem.IsLinux()) CheckNothingOldIsHeld(writer, shared, own, other);
    }

    private static float WordScore(SearchIndex index)
    {
        using IndexSnapshot snapshot = index.Snapshot();
        return Editions.WordScore(snapshot);
    }

    private static void Read(SnapshotReader reader, CancellationToken end)
    {
        while (!end.IsCancellationRequested) reader.Read();
    }

    /// <summary>Once every reader looks at the last state, no file is held that is no part of it.</summary>
    private void CheckNothingOldIsHeld(params SearchIndex[] indexes)
    {
        foreach (SearchIndex index in indexes) index.Refresh();
        Assert.Empty(OpenFiles.Deleted(_folder.Path));
    }
}
