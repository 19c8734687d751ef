using SearchEngine.Indexing;
using SearchEngine.Readers;

namespace SearchEngine.Engine.Tests.Indexing;

public sealed class LimitedReadingTests
{
    private static readonly DocumentText Nothing = new DocumentBuilder().Build();

    [Fact]
    public void Read_ReaderThatLooksAtItsToken_IsToldWhenItsTimeIsOver()
    {
        using LimitedReading reading = new(TimeSpan.FromMilliseconds(20));

        UnreadableDocumentException thrown = Assert.Throws<UnreadableDocumentException>(() => reading.Read(new Reader(token =>
        {
            token.WaitHandle.WaitOne();
            token.ThrowIfCancellationRequested();
            return Nothing;
        }), "a", [], Workspace.Token));

        Assert.Equal("reading it took longer than 0.02 s", thrown.Message);
    }

    [Fact]
    public void Read_ReaderThatNeverEnds_IsLeftBehindAndTheNextIsRead()
    {
        using LimitedReading reading = new(TimeSpan.FromMilliseconds(20));
        using ManualResetEventSlim never = new();

        Assert.Throws<UnreadableDocumentException>(() => reading.Read(new Reader(_ =>
        {
            never.Wait(Workspace.Token);
            return Nothing;
        }), "a", [], Workspace.Token));

        Assert.Same(Nothing, reading.Read(new Reader(_ => Nothing), "b", [], Workspace.Token));
        never.Set();
    }

    [Fact]
    public void Read_DeepRecursion_HasTheStackForIt()
    {
        static int Depth(int left) => left == 0 ? 0 : 1 + Depth(left - 1);
        using LimitedReading reading = new(TimeSpan.FromMinutes(1));

        Assert.Same(Nothing, reading.Read(new Reader(_ => Depth(400_000) > 0 ? Nothing : null!), "a", [], Workspace.Token));
    }

    [Fact]
    public void Read_ReaderThatThrows_ThrowsTheSame()
    {
        using LimitedReading reading = new(TimeSpan.FromMinutes(1));
        Assert.Equal("the table ends early", Assert.Throws<InvalidDataException>(() => reading.Read(new Reader(_ => throw new InvalidDataException("the table ends early")), "a", [], Workspace.Token)).Message);
    }

    [Fact]
    public void Read_CancelledByTheCaller_IsCancelledAndNoFailureOfTheDocument()
    {
        using LimitedReading reading = new(TimeSpan.FromMinutes(1));
        using CancellationTokenSource stop = new();

        Assert.ThrowsAny<OperationCanceledException>(() => reading.Read(new Reader(token =>
        {
            stop.Cancel();
            token.ThrowIfCancellationRequested();
            return Nothing;
        }), "a", [], stop.Token));
    }

    private sealed class Reader(Func<CancellationToken, DocumentText> read) : IDocumentReader
    {
        public IReadOnlyCollection<string> Extensions { get; } = [".x"];

        public DocumentText Read(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => read(cancellationToken);
    }
}
