using SearchEngine.Documents.Limits;

namespace SearchEngine.Documents.Tests;

public sealed class TimeLimitedReaderTests
{
    private static readonly DocumentText EmptyDocument = new DocumentBuilder().Build();

    [Fact]
    public void Run_ReaderThatChecksItsToken_IsCancelledAfterTheLimit()
    {
        using TimeLimitedReader reader = new(TimeSpan.FromMilliseconds(20));

        UnreadableDocumentException thrown = Assert.Throws<UnreadableDocumentException>(() => reader.Run(token =>
        {
            token.WaitHandle.WaitOne();
            token.ThrowIfCancellationRequested();
            return EmptyDocument;
        }, TestContext.Current.CancellationToken));

        Assert.Equal("reading it took longer than 0.02 s", thrown.Message);
    }

    [Fact]
    public void Run_ReaderThatNeverEnds_IsAbandonedAndTheNextIsRead()
    {
        using TimeLimitedReader reader = new(TimeSpan.FromMilliseconds(20));
        using ManualResetEventSlim never = new();

        Assert.Throws<UnreadableDocumentException>(() => reader.Run(_ =>
        {
            never.Wait(TestContext.Current.CancellationToken);
            return EmptyDocument;
        }, TestContext.Current.CancellationToken));

        Assert.Same(EmptyDocument, reader.Run(_ => EmptyDocument, TestContext.Current.CancellationToken));
        never.Set();
    }

    [Fact]
    public void Run_DeepRecursion_HasEnoughStack()
    {
        static int Depth(int remaining) => remaining == 0 ? 0 : 1 + Depth(remaining - 1);
        using TimeLimitedReader reader = new(TimeSpan.FromMinutes(1));

        Assert.Same(EmptyDocument, reader.Run(_ => Depth(400_000) > 0 ? EmptyDocument : null!, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Run_ReaderThatThrows_ThrowsTheSameException()
    {
        using TimeLimitedReader reader = new(TimeSpan.FromMinutes(1));
        static DocumentText Throw(CancellationToken _) => throw new InvalidDataException("the table ends early");
        InvalidDataException thrown = Assert.Throws<InvalidDataException>(
            () => reader.Run(Throw, TestContext.Current.CancellationToken));
        Assert.Equal("the table ends early", thrown.Message);
    }

    [Fact]
    public void Run_CancelledByTheCaller_IsCancelledAndNotRejected()
    {
        using TimeLimitedReader reader = new(TimeSpan.FromMinutes(1));
        using CancellationTokenSource stop = new();

        Assert.ThrowsAny<OperationCanceledException>(() => reader.Run(token =>
        {
            stop.Cancel();
            token.ThrowIfCancellationRequested();
            return EmptyDocument;
        }, stop.Token));
    }
}
