using SearchEngine.Documents.Limits;

namespace SearchEngine.Documents.Tests;

public sealed class TimeLimitedReaderTests
{
    private static readonly DocumentText Nothing = new DocumentBuilder().Build();

    [Fact]
    public void Run_ReaderThatLooksAtItsToken_IsToldWhenItsTimeIsOver()
    {
        using TimeLimitedReader reading = new(TimeSpan.FromMilliseconds(20));

        UnreadableDocumentException thrown = Assert.Throws<UnreadableDocumentException>(() => reading.Run(token =>
        {
            token.WaitHandle.WaitOne();
            token.ThrowIfCancellationRequested();
            return Nothing;
        }, TestContext.Current.CancellationToken));

        Assert.Equal("reading it took longer than 0.02 s", thrown.Message);
    }

    [Fact]
    public void Run_ReaderThatNeverEnds_IsLeftBehindAndTheNextIsRead()
    {
        using TimeLimitedReader reading = new(TimeSpan.FromMilliseconds(20));
        using ManualResetEventSlim never = new();

        Assert.Throws<UnreadableDocumentException>(() => reading.Run(_ =>
        {
            never.Wait(TestContext.Current.CancellationToken);
            return Nothing;
        }, TestContext.Current.CancellationToken));

        Assert.Same(Nothing, reading.Run(_ => Nothing, TestContext.Current.CancellationToken));
        never.Set();
    }

    [Fact]
    public void Run_DeepRecursion_HasTheStackForIt()
    {
        static int Depth(int left) => left == 0 ? 0 : 1 + Depth(left - 1);
        using TimeLimitedReader reading = new(TimeSpan.FromMinutes(1));

        Assert.Same(Nothing, reading.Run(_ => Depth(400_000) > 0 ? Nothing : null!, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Run_ReaderThatThrows_ThrowsTheSame()
    {
        using TimeLimitedReader reading = new(TimeSpan.FromMinutes(1));
        Assert.Equal("the table ends early", Assert.Throws<InvalidDataException>(() => reading.Run<DocumentText>(_ => throw new InvalidDataException("the table ends early"), TestContext.Current.CancellationToken)).Message);
    }

    [Fact]
    public void Run_CancelledByTheCaller_IsCancelledAndNoFailureOfTheDocument()
    {
        using TimeLimitedReader reading = new(TimeSpan.FromMinutes(1));
        using CancellationTokenSource stop = new();

        Assert.ThrowsAny<OperationCanceledException>(() => reading.Run(token =>
        {
            stop.Cancel();
            token.ThrowIfCancellationRequested();
            return Nothing;
        }, stop.Token));
    }
}
