using Microsoft.Extensions.AI;
using SearchEngine.Runtime.Graphs;

namespace SearchEngine.Encoder.Tests;

public sealed class TextEncoderConcurrencyTests(TinyModel model) : IClassFixture<TinyModel>
{
    private const int Callers = 4;

    private static readonly string[] Texts =
    [
        .. Enumerable.Range(0, 40).Select(i => string.Join(' ', Enumerable.Range(0, 1 + i * 7 % 60).Select(word => $"city {word * i}"))),
    ];

    [Theory]
    [InlineData(Precision.Int8)]
    [InlineData(Precision.Float32)]
    public async Task Generate_ConcurrentCallers_EqualsSingleTextBitForBit(Precision precision)
    {
        using TextEncoder encoder = model.Load(precision, threads: 3);
        float[][] alone = new float[Texts.Length][];
        for (int i = 0; i < Texts.Length; i++) encoder.Encode(Texts[i], TextRole.Document, alone[i] = new float[encoder.Dimensions]);

        Task<GeneratedEmbeddings<Embedding<float>>>[] callers =
        [
            .. Enumerable.Range(0, Callers).Select(
                _ => encoder.GenerateAsync(Texts, cancellationToken: TestContext.Current.CancellationToken)),
        ];

        foreach (GeneratedEmbeddings<Embedding<float>> embeddings in await Task.WhenAll(callers))
            Assert.Equal(alone, embeddings.Select(embedding => embedding.Vector.ToArray()));
    }

    /// <summary>
    /// Encodes enough short texts to switch to groups, with some longer texts among them, so that the last group is
    /// not full.
    /// </summary>
    [Theory]
    [InlineData(Precision.Int8)]
    [InlineData(Precision.Float32)]
    public async Task Generate_ManyShortTexts_EqualsSingleTextBitForBit(Precision precision)
    {
        string[] texts =
        [
            .. Enumerable.Range(0, 601).Select(
                i => string.Join(' ', Enumerable.Range(0, i % 50 == 0 ? 90 : i % 9).Select(word => $"city {word * i}"))),
        ];
        using TextEncoder encoder = model.Load(precision, threads: 3);
        using TextEncoder other = model.Load(precision, threads: 1);
        GeneratedEmbeddings<Embedding<float>> together = await encoder.GenerateAsync(
            texts,
            cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(encoder.UsesGroups);
        float[] alone = new float[other.Dimensions];
        for (int i = 0; i < texts.Length; i++)
        {
            other.Encode(texts[i], TextRole.Document, alone);
            Assert.Equal(alone, together[i].Vector.ToArray());
        }
        Assert.False(other.UsesGroups);
    }

    [Fact]
    public async Task Generate_AlreadyCancelled_Throws()
    {
        using TextEncoder encoder = model.Load();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => encoder.GenerateAsync(Texts, cancellationToken: new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task Generate_CancelledWhileRunning_StopsBetweenTexts()
    {
        using TextEncoder encoder = model.Load(threads: 1);
        using CancellationTokenSource stop = new();
        IEnumerable<string> endless = Enumerable.Range(0, 100_000).Select(i => $"{Texts[^1]} {i}");

        Task<GeneratedEmbeddings<Embedding<float>>> generating = encoder.GenerateAsync(endless, cancellationToken: stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => generating);
    }

    [Fact]
    public async Task Dispose_WhileEncoding_WaitsAndRefusesLaterCalls()
    {
        TextEncoder encoder = model.Load();
        TaskCompletionSource allRan = new(TaskCreationOptions.RunContinuationsAsynchronously);
        int running = 0;
        Task[] callers = [.. Enumerable.Range(0, Callers).Select(_ => Task.Run(EncodeForever, TestContext.Current.CancellationToken))];
        await allRan.Task.WaitAsync(TestContext.Current.CancellationToken);

        encoder.Dispose();

        foreach (Task caller in callers) await Assert.ThrowsAsync<ObjectDisposedException>(() => caller);

        void EncodeForever()
        {
            float[] embedding = new float[encoder.Dimensions];
            for (bool first = true; ; first = false)
            {
                encoder.Encode("the city", TextRole.Document, embedding);
                if (first && Interlocked.Increment(ref running) == Callers) allRan.SetResult();
            }
        }
    }

    [Fact]
    public async Task Dispose_Twice_IsAllowedAndLaterCallsThrow()
    {
        TextEncoder encoder = model.Load();
        encoder.Dispose();
        encoder.Dispose();
        Assert.Throws<ObjectDisposedException>(() => encoder.Encode("a", TextRole.Document, new float[TinyModel.Dimensions]));
        await Assert.ThrowsAsync<ObjectDisposedException>(
            () => encoder.GenerateAsync(["a"], cancellationToken: TestContext.Current.CancellationToken));
    }
}
