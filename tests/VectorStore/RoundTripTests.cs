using System.Linq.Expressions;
using Microsoft.Extensions.VectorData;

namespace SearchEngine.VectorStore.Tests;

/// <summary>Every value of every supported type, its extremes included, is read as it was stored and found by a filter.</summary>
public sealed class RoundTripTests : IDisposable
{
    private const int Seed = 12345;

    private readonly Library _library = new();

    public void Dispose() => _library.Dispose();

    [Fact]
    public Task Long_AnyValue_IsReadAndFound() => CheckAsync(
        [long.MinValue, long.MinValue + 1, -1, 0, 9007199254740993, 1745000000000000001, long.MaxValue - 1, long.MaxValue],
        random => random.NextInt64(long.MinValue, long.MaxValue),
        value => record => record.Value == value);

    [Fact]
    public Task Int_AnyValue_IsReadAndFound() => CheckAsync(
        [int.MinValue, -1, 0, int.MaxValue], random => random.Next(int.MinValue, int.MaxValue), value => record => record.Value == value);

    [Fact]
    public Task Short_AnyValue_IsReadAndFound() => CheckAsync<short>(
        [short.MinValue, -1, 0, short.MaxValue], random => (short)random.Next(), value => record => record.Value == value);

    [Fact]
    public Task Byte_AnyValue_IsReadAndFound() =>
        CheckAsync<byte>([0, 1, 255], random => (byte)random.Next(), value => record => record.Value == value);

    [Fact]
    public Task Double_AnyValue_IsReadAndFound() => CheckAsync(
        [double.MinValue, double.MaxValue, double.Epsilon, double.PositiveInfinity, double.NegativeInfinity, 0.1, double.NaN],
        random => BitConverter.Int64BitsToDouble(random.NextInt64(0, 0x7FEFFFFFFFFFFFFF)),
        value => record => record.Value == value);

    [Fact]
    public Task Float_AnyValue_IsReadAndFound() => CheckAsync(
        [float.MinValue, float.MaxValue, float.Epsilon, float.PositiveInfinity, float.NegativeInfinity, 0.1f, float.NaN],
        random => BitConverter.Int32BitsToSingle(random.Next(0, 0x7F7FFFFF)),
        value => record => record.Value == value);

    [Fact]
    public Task Decimal_AnyValue_IsReadAndFound() => CheckAsync(
        [decimal.MinValue, decimal.MaxValue, 0.0000000000000000000000000001m, 1.10m],
        random => new decimal(random.Next(), random.Next(), random.Next(), random.Next(2) == 0, (byte)random.Next(29)),
        value => record => record.Value == value);

    [Fact]
    public Task Guid_AnyValue_IsReadAndFound() =>
        CheckAsync([Guid.Empty, Guid.AllBitsSet], random => new Guid(Bytes(random, 16)), value => record => record.Value == value);

    [Fact]
    public Task String_AnyText_IsReadAndFound() => CheckAsync(
        ["", " ", "\0", "a\0b", "'; DROP TABLE records; --", "\ud83d\ude00", "\ufffe", "e\u0301", "NaN"],
        random => string.Concat(Enumerable.Range(0, 20).Select(_ => char.ConvertFromUtf32(random.Next(1, 0xD800)))),
        value => record => record.Value == value);

    [Fact]
    public Task DateTime_AnyValue_IsReadAndFound() => CheckAsync(
        [DateTime.MinValue, DateTime.MaxValue, DateTime.UnixEpoch],
        random => new DateTime(random.NextInt64(DateTime.MaxValue.Ticks), (DateTimeKind)random.Next(2)),
        value => record => record.Value == value);

    [Fact]
    public Task DateTimeOffset_AnyValue_IsReadAndFound() => CheckAsync(
        [DateTimeOffset.MinValue, DateTimeOffset.MaxValue],
        random => new DateTimeOffset(
            random.NextInt64(TimeSpan.TicksPerDay, DateTime.MaxValue.Ticks / 2), TimeSpan.FromMinutes(random.Next(-840, 840))),
        value => record => record.Value == value);

    [Fact]
    public Task DateOnly_AnyValue_IsReadAndFound() => CheckAsync(
        [DateOnly.MinValue, DateOnly.MaxValue],
        random => DateOnly.FromDayNumber(random.Next(3_000_000)),
        value => record => record.Value == value);

    [Fact]
    public Task TimeOnly_AnyValue_IsReadAndFound() => CheckAsync(
        [TimeOnly.MinValue, TimeOnly.MaxValue],
        random => new TimeOnly(random.NextInt64(TimeSpan.TicksPerDay)),
        value => record => record.Value == value);

    [Fact]
    public Task Longs_AnyValues_AreRead() => CheckAsync<long[]>(
        [[], [long.MinValue, 9007199254740993, long.MaxValue]], random => [random.NextInt64(long.MinValue, long.MaxValue)], null);

    [Fact]
    public Task Doubles_AnyValues_AreRead() => CheckAsync<double[]>(
        [[], [double.NaN, double.PositiveInfinity, double.Epsilon, 0.1]], random => [random.NextDouble()], null);

    [Fact]
    public async Task LongKeys_ThatDoublesCannotTell_AreThreeRecords()
    {
        VectorStoreCollection<long, Keyed> records = _library.Store.GetCollection<long, Keyed>("keyed");
        await records.EnsureCollectionExistsAsync(Library.Token);
        long[] keys = [1745000000000000001, 1745000000000000002, long.MaxValue];
        await records.UpsertAsync(keys.Select(key => new Keyed { Id = key }), Library.Token);

        await records.DeleteAsync(1745000000000000099, Library.Token);

        IAsyncEnumerable<Keyed> kept = records.GetAsync(keys, cancellationToken: Library.Token);
        Assert.Equal(keys, await kept.Select(record => record.Id).Order().ToListAsync(Library.Token));
    }

    [Fact]
    public async Task NaN_IsNeitherLessNorGreater()
    {
        VectorStoreCollection<int, Record<double>> records = await StoreAsync<double>([double.NaN, 1, 2]);
        Assert.Equal([2], await FindAsync(records, record => record.Value > 1));
        Assert.Equal([1], await FindAsync(records, record => record.Value < 2));
    }

    [Fact]
    public async Task String_HalfOfASurrogatePair_IsRefused()
    {
        ArgumentException refused = await Assert.ThrowsAsync<ArgumentException>(() => StoreAsync(["pear \ud800"]));
        Assert.Contains("half of a surrogate pair at character 5", refused.Message, StringComparison.Ordinal);
    }

    private async Task CheckAsync<T>(T[] extremes, Func<Random, T> next, Func<T, Expression<Func<Record<T>, bool>>>? equals)
    {
        Random random = new(Seed);
        T[] values = [.. extremes, .. Enumerable.Range(0, 200).Select(_ => next(random))];
        VectorStoreCollection<int, Record<T>> records = await StoreAsync(values);

        foreach ((int i, T value) in values.Index())
        {
            Assert.Equal(value, (await records.GetAsync(i, cancellationToken: Library.Token))!.Value);
            if (equals is not null) Assert.Contains(value, await FindAsync(records, equals(value)));
        }
    }

    private async Task<VectorStoreCollection<int, Record<T>>> StoreAsync<T>(T[] values)
    {
        VectorStoreCollection<int, Record<T>> records = _library.Store.GetCollection<int, Record<T>>("records");
        await records.EnsureCollectionExistsAsync(Library.Token);
        await records.UpsertAsync(values.Select((value, i) => new Record<T> { Id = i, Value = value }), Library.Token);
        return records;
    }

    private static async Task<List<T>> FindAsync<T>(
        VectorStoreCollection<int, Record<T>> records, Expression<Func<Record<T>, bool>> filter) =>
        await records.GetAsync(filter, 1000, cancellationToken: Library.Token).Select(record => record.Value!).ToListAsync(Library.Token);

    private static byte[] Bytes(Random random, int count)
    {
        byte[] bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    private sealed class Record<T>
    {
        [VectorStoreKey]
        public int Id { get; set; }

        [VectorStoreData]
        public T? Value { get; set; }

        [VectorStoreVector(2)]
        public ReadOnlyMemory<float> Vector { get; set; } = new float[] { 1, 0 };
    }

    private sealed class Keyed
    {
        [VectorStoreKey]
        public long Id { get; set; }

        [VectorStoreVector(2)]
        public ReadOnlyMemory<float> Vector { get; set; } = new float[] { 1, 0 };
    }
}
