using System.Numerics.Tensors;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Vectors;
using SearchEngine.Tests;

namespace SearchEngine.Index.Tests.Vectors;

public sealed class SegmentVectorIndexTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly SegmentVectorIndex _index;
    private readonly SortedDictionary<long, float[]> _truth = [];
    private long _generation;

    public SegmentVectorIndexTests() => _index = new SegmentVectorIndex(_folder["vectors"]);

    public void Dispose()
    {
        _index.Dispose();
        _folder.Dispose();
    }

    private void Update(IEnumerable<long> removed, params (long Id, float[] Vector)[] added)
    {
        removed = [.. removed];
        foreach (long id in removed) _truth.Remove(id);
        foreach ((long id, float[] vector) in added) _truth.Add(id, vector);
        IEnumerable<ChunkVector> rows = added.OrderBy(a => a.Id).Select(a => new ChunkVector(a.Id, a.Vector));
        ChunkVectors vectors = new(added.Length > 0 ? added[0].Vector.Length : 0, added.Length, rows);
        _index.Update(removed, vectors, new DerivedStamp("test", ++_generation));
    }

    private void WaitForMerges() => _index.MergeTask.Wait(TestContext.Current.CancellationToken);

    private void AssertEqualsBruteForce(float[] query, int count, ChunkFilter? filter = null)
    {
        IEnumerable<Hit> expected = _truth.Where(row => filter is null || filter.Contains(row.Key))
            .Select(row => new Hit(row.Key, TensorPrimitives.Dot<float>(query, row.Value))).Order().Take(count);
        Assert.Equal(expected, _index.Search(query, count, filter));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(48)]
    [InlineData(384)]
    [InlineData(1000)]
    public void Search_RandomVectorsInSeveralSegments_EqualsBruteForce(int dimensions)
    {
        int next = 0;
        foreach (int size in new[] { 300, 1, 500, 37 })
        {
            IEnumerable<int> numbers = Enumerable.Range(next, size);
            (long, float[])[] rows = [.. numbers.Select(i => ((long)i * 7 % 100_003, Samples.Vector(i, dimensions)))];
            Update(_truth.Keys.Where(id => id % 5 == 0), rows);
            next += size;
        }
        ChunkFilter filter = ChunkFilter.FromIds(_truth.Keys.Where(id => id % 11 == 0));
        for (int i = 0; i < 20; i++)
        {
            float[] query = Samples.Vector(10_000 + i, dimensions);
            foreach (int count in new[] { 0, 1, 10, 100, 10_000 }) AssertEqualsBruteForce(query, count, i % 2 == 0 ? null : filter);
        }
    }

    [Fact]
    public void Search_VectorsThatDifferByLessThanACode_EqualsBruteForce()
    {
        float[] centre = Samples.Vector(1, 384);
        Update([], [.. Enumerable.Range(0, 3000).Select(i =>
        {
            float[] near = [.. centre];
            near[i % 384] += (i - 1500) * 1e-7f;
            return ((long)i, near);
        })]);
        AssertEqualsBruteForce(centre, 10);
        AssertEqualsBruteForce(Samples.Vector(2, 384), 10);
    }

    [Fact]
    public void Search_EqualVectors_AreOrderedByChunkId()
    {
        float[] same = Samples.Vector(3);
        Update([], [.. Enumerable.Range(0, 50).Select(i => (100L - i, same))]);
        Update([], [.. Enumerable.Range(0, 50).Select(i => (1L + i, same))]);
        AssertEqualsBruteForce(same, 20);
        Assert.Equal(Enumerable.Range(1, 20).Select(i => (long)i), _index.Search(same, 20).Select(hit => hit.ChunkId));
    }

    [Fact]
    public void Search_OutliersZerosAndOtherLengths_EqualsBruteForce()
    {
        Random random = new(5);
        Update([], [.. Enumerable.Range(0, 600).Select(i =>
        {
            float[] vector = Samples.Vector(i);
            // One large value makes every other value round to zero.
            if (i % 3 == 0) vector[i % Samples.Dimensions] = 1000 * (i % 2 == 0 ? 1 : -1);
            if (i % 7 == 0) Array.Clear(vector);
            if (i % 5 == 0) TensorPrimitives.Multiply(vector, MathF.Pow(10, random.Next(-20, 6)), vector);
            return ((long)i, vector);
        })]);
        for (int i = 0; i < 20; i++) AssertEqualsBruteForce(Samples.Vector(7000 + i), 15);
        AssertEqualsBruteForce(new float[Samples.Dimensions], 15);
        float[] axis = new float[Samples.Dimensions];
        axis[0] = 1;
        AssertEqualsBruteForce(axis, 15);
    }

    [Fact]
    public void Scan_ManyRows_KeepsFewCandidates()
    {
        Update([], [.. Enumerable.Range(0, 5000).Select(i => ((long)i, Samples.Vector(i, 384)))]);
        float[] query = Samples.Vector(99_999, 384);
        using OpenSegment use = new(_folder["vectors"]);
        using QuantizedQuery quantized = new(query, use.Segment.Layout.Stride);
        CandidateSet candidates = new(10, new ScoreBound());
        VectorScan.Scan(new LiveSegment(use.Segment, null), 0, 0, 5000, [quantized], null, [candidates]);
        Assert.InRange(candidates.Count, 10, 1500);
    }

    [Fact]
    public void Update_ManySmallCommits_MergesAndDeletesOldFiles()
    {
        for (int i = 0; i < 40; i++)
        {
            Update(i >= 10 ? [i - 10] : [], (i, Samples.Vector(i)));
            WaitForMerges();
        }
        AssertEqualsBruteForce(Samples.Vector(500), 100);
        Assert.InRange(Directory.GetFiles(_folder["vectors"]).Length, 2, 9);
        Assert.Equal(10, _index.Count);
        Update(_truth.Keys.ToList());
        WaitForMerges();
        Assert.Empty(_index.Search(Samples.Vector(500), 10));
        Assert.Equal(["manifest"], Directory.GetFiles(_folder["vectors"]).Select(Path.GetFileName));
    }

    [Fact]
    public void Update_LargerSegments_MergeAcrossTiers()
    {
        for (int i = 0; i < 20; i++)
            Update([], [.. Enumerable.Range(i * 300, 300).Select(id => ((long)id, Samples.Vector(id, 16)))]);
        AssertEqualsBruteForce(Samples.Vector(77, 16), 25);
    }

    [Fact]
    public void Update_AnotherSource_EmptiesTheIndexFirst()
    {
        Update([], (1, Samples.Vector(1)));
        _index.Update([], new ChunkVectors(3, 1, [new ChunkVector(2, new float[] { 1, 0, 0 })]), new DerivedStamp("other", 1));
        Assert.Equal(2, Assert.Single(_index.Search([1, 0, 0], 10)).ChunkId);
    }

    [Fact]
    public void Update_Fails_KeepsTheLastCommit()
    {
        Update([], [.. Enumerable.Range(1, 9).Select(i => ((long)i, Samples.Vector(i)))]);
        Update([9]);
        static IEnumerable<ChunkVector> Failing()
        {
            yield return new ChunkVector(10, Samples.Vector(10));
            throw new InvalidOperationException("no more");
        }

        ChunkVectors failing = new(Samples.Dimensions, 2, Failing());
        Assert.Throws<InvalidOperationException>(() => _index.Update([1], failing, new DerivedStamp("test", 9)));
        AssertEqualsBruteForce(Samples.Vector(1), 10);
        Update([2], (10, Samples.Vector(10)));
        AssertEqualsBruteForce(Samples.Vector(1), 10);
    }

    /// <summary>After a change of model, segment numbers start again; the reader must not confuse its segments with new ones.</summary>
    [Fact]
    public void Refresh_IndexRebuiltInTheSameFolder_ReadsTheNewVectors()
    {
        float[] old = Samples.Vector(1, 48), vector = Samples.Vector(2, 16);
        string folder = _folder["rebuilt"];
        using (SegmentVectorIndex before = new(folder))
            before.Update([], new ChunkVectors(old.Length, 1, [new ChunkVector(1, old)]), new DerivedStamp("one", 1));
        using SegmentVectorIndex reader = new(folder);
        Directory.Delete(folder, recursive: true);
        using SegmentVectorIndex rebuilt = new(folder);
        rebuilt.Update([], new ChunkVectors(vector.Length, 1, [new ChunkVector(7, vector)]), new DerivedStamp("another", 1));

        reader.Refresh();

        Assert.Equal(7, Assert.Single(reader.Search(vector, 1)).ChunkId);
    }

    [Fact]
    public void Refresh_CommitOfAnotherIndex_MakesItVisible()
    {
        Update([], (1, Samples.Vector(1)));
        using SegmentVectorIndex reader = new(_folder["vectors"]);
        for (int i = 2; i < 20; i++) Update([i - 1], (i, Samples.Vector(i)));
        Assert.Equal(1, Assert.Single(reader.Search(Samples.Vector(1), 10)).ChunkId);
        reader.Refresh();
        Assert.Equal(19, Assert.Single(reader.Search(Samples.Vector(1), 10)).ChunkId);
        Assert.Equal(_index.Stamp, reader.Stamp);
    }

    [Fact]
    public void Search_OtherDimensionsOrNotFinite_ThrowsArgumentException()
    {
        Assert.Empty(_index.Search([1, 2], 5));
        Update([], (1, Samples.Vector(1)));
        Assert.Contains("dimensions", Assert.Throws<ArgumentException>(() => _index.Search([1, 2], 5)).Message);
        Assert.Throws<ArgumentException>(() => _index.Search([.. Enumerable.Repeat(float.NaN, Samples.Dimensions)], 5));
    }

    [Fact]
    public async Task Searches_WhileSegmentsAreReplaced_SeeOneCommit()
    {
        // Every commit replaces all ten vectors; a search that saw two commits would find ids of more than one decade.
        float[] query = Samples.Vector(0);
        Update([], Decade(0));
        using CancellationTokenSource done = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        Task[] searches = [.. Enumerable.Range(0, 3).Select(_ => Task.Run(() =>
        {
            do
            {
                IReadOnlyList<Hit> hits = _index.Search(query, 100);
                Assert.Equal(10, hits.Count);
                Assert.Single(hits.Select(hit => hit.ChunkId / 10).Distinct());
            }
            while (!done.IsCancellationRequested);
        }, TestContext.Current.CancellationToken))];
        for (int i = 1; i < 60; i++) Update(Enumerable.Range((i - 1) * 10, 10).Select(id => (long)id), Decade(i));
        await done.CancelAsync();
        await Task.WhenAll(searches);

        static (long, float[])[] Decade(int i) => [.. Enumerable.Range(i * 10, 10).Select(id => ((long)id, Samples.Vector(id)))];
    }

    private sealed class OpenSegment(string folder) : IDisposable
    {
        public VectorSegment Segment { get; } = VectorSegment.Open(Directory.GetFiles(folder, "*.vectors").Single());

        public void Dispose() => Segment.Release();
    }
}
