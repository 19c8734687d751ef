using System.Diagnostics;
using SearchEngine.Index;
using SearchEngine.Index.Contracts;
using SearchEngine.Tests;

namespace SearchEngine.Crash.Tests.Readers;

/// <summary>Eight readers and one writer: four threads share an index, two have one each, and two are other processes.</summary>
public sealed class ConcurrentReadersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public Task Snapshot_DuringWrites_IsConsistentAndReleasesFiles() => CompareAsync((editions, _) => editions < 30);

    [Fact]
    public Task Snapshot_DuringTwoMinutesOfWrites_IsConsistentAndReleasesFiles()
    {
        SlowSuite.RequireAll();
        return CompareAsync((_, time) => time < TimeSpan.FromMinutes(2));
    }

    /// <summary>Compares memory and open files after a short run, which fills all caches, with those after a longer run.</summary>
    private async Task CompareAsync(Func<int, TimeSpan, bool> shouldContinue)
    {
        await RunAsync((editions, _) => editions < 8);
        long before = MeasureManagedMemory();
        await RunAsync(shouldContinue);
        long after = MeasureManagedMemory();

        if (OperatingSystem.IsLinux()) Assert.Empty(OpenFiles.GetPaths(_folder.Path));
        Assert.True(after < before + 2_000_000, $"{after - before} more bytes are in use than after the short run");
    }

    /// <summary>Returns the bytes that live objects occupy.</summary>
    private static long MeasureManagedMemory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        GCMemoryInfo memory = GC.GetGCMemoryInfo(GCKind.FullBlocking);
        return memory.HeapSizeBytes - memory.FragmentedBytes;
    }

    /// <summary>Writes editions while readers read, until told to stop and each reader has seen a few states.</summary>
    private async Task RunAsync(Func<int, TimeSpan, bool> shouldContinue)
    {
        string folder = _folder[Guid.NewGuid().ToString("N")];
        using SearchIndex writer = SearchIndex.Open(folder, IndexAccess.Write);
        int edition = 0;
        Editions.Write(writer, edition++);
        float wordScore = GetWordScore(writer);
        using SearchIndex shared = SearchIndex.Open(folder, IndexAccess.Read);
        using SearchIndex own = SearchIndex.Open(folder, IndexAccess.Read);
        using SearchIndex other = SearchIndex.Open(folder, IndexAccess.Read);
        SearchIndex[] indexes = [shared, shared, shared, shared, own, other];
        SnapshotReader[] readers = [.. indexes.Select(index => new SnapshotReader(index, wordScore))];
        using CancellationTokenSource end = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Task[] reading = [.. readers.Select(StartReading)];
        using ReaderProcess first = new(folder, wordScore), second = new(folder, wordScore);
        try
        {
            Stopwatch time = Stopwatch.StartNew();
            while (shouldContinue(edition, time.Elapsed) || !HaveSeenEnough())
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
        if (OperatingSystem.IsLinux()) CheckOldFilesAreReleased(writer, shared, own, other);

        bool HaveSeenEnough() => readers.All(reader => reader.States >= 3) && first.States >= 3 && second.States >= 3;

        Task StartReading(SnapshotReader reader) => Task.Factory.StartNew(() => Read(reader, end.Token), TaskCreationOptions.LongRunning);
    }

    private static float GetWordScore(SearchIndex index)
    {
        using IndexSnapshot snapshot = index.Snapshot();
        return Editions.GetWordScore(snapshot);
    }

    private static void Read(SnapshotReader reader, CancellationToken end)
    {
        while (!end.IsCancellationRequested) reader.Read();
    }

    /// <summary>Checks that once all indexes show the last state, they hold no files of earlier states.</summary>
    private void CheckOldFilesAreReleased(params SearchIndex[] indexes)
    {
        foreach (SearchIndex index in indexes) index.Refresh();
        Assert.Empty(OpenFiles.GetDeletedPaths(_folder.Path));
    }
}
