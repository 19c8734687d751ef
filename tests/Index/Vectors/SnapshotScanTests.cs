using System.Numerics.Tensors;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Files;
using SearchEngine.Index.Vectors;
using SearchEngine.Tests;

namespace SearchEngine.Index.Tests.Vectors;

/// <summary>Uses segments large enough for several threads, parts and batches, with gaps between ids and deleted rows.</summary>
public sealed class SnapshotScanTests : IClassFixture<SnapshotScanTests.Large>
{
    private readonly Large _large;

    public SnapshotScanTests(Large large) => _large = large;

    public sealed class Large : IDisposable
    {
        private readonly TemporaryFolder _folder = new();

        public Large()
        {
            LiveSegment[] segments = [Write(1, 20_000), Write(100_000, 17), Write(200_001, 9_000)];
            Snapshot = new VectorSnapshot(new DerivedStamp("large", 1), segments);
        }

        internal SortedDictionary<long, float[]> Truth { get; } = [];

        internal VectorSnapshot Snapshot { get; }

        public void Dispose()
        {
            Snapshot.Release();
            _folder.Dispose();
        }

        private LiveSegment Write(long first, int count)
        {
            // Only the first thousand ids have no gaps.
            IEnumerable<long> ids = Enumerable.Range(0, count).Select(i => first + (i < 1000 ? i : 3 * i + i % 3));
            (long Id, float[] Vector)[] rows = [.. ids.Select((id, i) => (id, Samples.Vector((int)first + i)))];
            ChunkVectors vectors = new(Samples.Dimensions, count, rows.Select(row => new ChunkVector(row.Id, row.Vector)));
            VectorSegment segment = SegmentWriter.Write(DiskFiles.Instance, _folder[$"{first}.vectors"], vectors);
            ulong[] deleted = new ulong[(count + 63) / 64];
            for (int i = 0; i < count; i++)
            {
                if (i % 7 == 0) deleted[i / 64] |= 1UL << (i % 64);
                else Truth.Add(rows[i].Id, rows[i].Vector);
            }
            return new LiveSegment(segment, deleted);
        }
    }

    private Hit[] BruteForce(float[] query, int count, Func<long, bool> isIn) =>
    [
        .. _large.Truth
            .Where(row => isIn(row.Key))
            .Select(row => new Hit(row.Key, TensorPrimitives.Dot<float>(query, row.Value)))
            .Order()
            .Take(count),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(10)]
    [InlineData(30_000)]
    public void Search_AnyNumberOfThreads_EqualsBruteForce(int count)
    {
        for (int seed = -5; seed < 0; seed++)
        {
            float[] query = Samples.Vector(seed);
            Hit[] expected = BruteForce(query, count, _ => true);
            foreach (int threads in new[] { 1, 2, 7 }) Assert.Equal(expected, _large.Snapshot.Search(query, count, null, threads));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(20)]
    [InlineData(300)]
    [InlineData(3000)]
    [InlineData(15_000)]
    [InlineData(26_000)]
    public void Search_FilterOfAnyDensity_EqualsBruteForce(int size)
    {
        Random random = new(size);
        long[] ids = [.. _large.Truth.Keys];
        random.Shuffle(ids);

        // Includes ids that no row has: before, between and after the others.
        ChunkFilter filter = ChunkFilter.FromIds([0, 99_999, 300_000, .. ids[..Math.Min(size, ids.Length)]]);
        foreach (int threads in new[] { 1, 3 })
        {
            float[] query = Samples.Vector(-size);
            foreach (int count in new[] { 1, 10, 30_000 })
                Assert.Equal(BruteForce(query, count, filter.Contains), _large.Snapshot.Search(query, count, filter, threads));
        }
    }

    [Fact]
    public void Search_FilterOfConsecutiveIds_EqualsBruteForce()
    {
        float[] query = Samples.Vector(-1);
        foreach ((long first, int length) in new[] { (1L, 900), (500L, 5_000), (30_000L, 31_000), (200_001L, 1_000_000) })
        {
            ChunkFilter filter = ChunkFilter.FromIds(Enumerable.Range(0, length).Select(i => first + i));
            Assert.Equal(BruteForce(query, 10, filter.Contains), _large.Snapshot.Search(query, 10, filter, 2));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(37)]
    public void SearchBatch_AnyNumberOfQueries_EqualsSingleSearches(int number)
    {
        ReadOnlyMemory<float>[] queries = [.. Enumerable.Range(0, number).Select(i => (ReadOnlyMemory<float>)Samples.Vector(-1 - i))];
        ChunkFilter filter = ChunkFilter.FromIds(_large.Truth.Keys.Where(id => id % 3 == 0));
        foreach (ChunkFilter? only in new[] { null, filter })
        {
            IEnumerable<Hit[]> expected = queries.Select(query => _large.Snapshot.Search(query.Span, 10, only));
            Assert.Equal(expected, _large.Snapshot.SearchBatch(queries, 10, only));
        }
    }

    [Fact]
    public void SearchBatch_OneQueryIsNotFinite_ThrowsArgumentException() =>
        Assert.Throws<ArgumentException>(() => _large.Snapshot.SearchBatch([Samples.Vector(-1), new float[] { float.NaN }], 10, null));

    [Fact]
    public void Search_EmptyFilter_FindsNothing()
    {
        Assert.Empty(_large.Snapshot.Search(Samples.Vector(-1), 10, ChunkFilter.FromIds([])));
        Assert.Empty(_large.Snapshot.Search(Samples.Vector(-1), 10, ChunkFilter.FromIds([0, 150_000, 5_000_000])));
    }

    [Fact]
    public void Search_DamageFoundOnAnotherThread_ThrowsDamagedIndexException()
    {
        using TemporaryFolder folder = new();
        string path = folder["s"];
        IEnumerable<float[]> vectors = _large.Truth.Values.Concat(_large.Truth.Values).Take(30_000);
        IEnumerable<ChunkVector> rows = vectors.Select((vector, i) => new ChunkVector(i, vector));
        SegmentWriter.Write(DiskFiles.Instance, path, new ChunkVectors(Samples.Dimensions, 30_000, rows)).Release();
        using (FileStream file = File.OpenWrite(path))
        {
            file.Position = new SegmentLayout(Samples.Dimensions, 30_000).CodesOffset + 29_000 * 64;
            file.Write([1, 2, 3, 4, 5, 6, 7, 8]);
        }
        VectorSnapshot snapshot = new(new DerivedStamp("damaged", 1), [new LiveSegment(VectorSegment.Open(path), null)]);
        Assert.Contains(path, Assert.Throws<DamagedIndexException>(() => snapshot.Search(Samples.Vector(-1), 10, null, 4)).Message);
        snapshot.Release();
    }
}
