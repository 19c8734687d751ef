using SearchEngine.Index;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Lexical;
using SearchEngine.Index.Vectors;

namespace SearchEngine.Crash.Tests.Faults;

/// <summary>
/// Lets each kind of file operation fail, at the first time that it is done, the second, and so on until all goes well: whoever changes the index is told, nothing that was
/// committed is lost or doubled, and once the disk is well again so is the index.
/// </summary>
public sealed class FaultTests(FaultScene scene) : IClassFixture<FaultScene>
{
    /// <summary>Far longer than a run takes: it ends what hangs, and judges no speed.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData(Store.Catalog, Operation.Create, Error.InputOutput)]
    [InlineData(Store.Catalog, Operation.Read, Error.InputOutput)]
    [InlineData(Store.Catalog, Operation.Write, Error.InputOutput)]
    [InlineData(Store.Catalog, Operation.Write, Error.NoSpace)]
    [InlineData(Store.Catalog, Operation.Write, Error.ShortWrite)]
    [InlineData(Store.Catalog, Operation.Flush, Error.InputOutput)]
    [InlineData(Store.Catalog, Operation.Map, Error.InputOutput)]
    [InlineData(Store.Catalog, Operation.Delete, Error.InputOutput)]
    [InlineData(Store.Lexical, Operation.Create, Error.NoSpace)]
    [InlineData(Store.Lexical, Operation.Read, Error.InputOutput)]
    [InlineData(Store.Lexical, Operation.Write, Error.InputOutput)]
    [InlineData(Store.Lexical, Operation.Write, Error.NoSpace)]
    [InlineData(Store.Lexical, Operation.Write, Error.ShortWrite)]
    [InlineData(Store.Lexical, Operation.Flush, Error.InputOutput)]
    [InlineData(Store.Lexical, Operation.Delete, Error.InputOutput)]
    [InlineData(Store.Vectors, Operation.Create, Error.NoSpace)]
    [InlineData(Store.Vectors, Operation.Write, Error.InputOutput)]
    [InlineData(Store.Vectors, Operation.Write, Error.NoSpace)]
    [InlineData(Store.Vectors, Operation.Write, Error.ShortWrite)]
    [InlineData(Store.Vectors, Operation.Flush, Error.InputOutput)]
    [InlineData(Store.Vectors, Operation.Move, Error.InputOutput)]
    [InlineData(Store.Vectors, Operation.FlushFolder, Error.InputOutput)]
    [InlineData(Store.Vectors, Operation.Delete, Error.InputOutput)]
    public async Task Change_AnyOperationFails_LosesAndDoublesNothing(Store store, Operation operation, Error error)
    {
        for (int nth = 1; ; nth = Next(nth))
        {
            Fault once = new(store, operation, error, nth, lasting: false), lasting = new(store, operation, error, nth, lasting: true);
            try
            {
                await Task.Run(() => Strike(once), TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
                await Task.Run(() => Strike(lasting), TestContext.Current.CancellationToken).WaitAsync(Patience, TestContext.Current.CancellationToken);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"{store} {operation} number {nth}: {e.Message}", e);
            }
            if (once.HasStruck) continue;
            Assert.NotEqual(1, nth);
            return;
        }
    }

    /// <summary>Every operation with <c>--all</c>; else the first, the second, the fourth and so on.</summary>
    private static int Next(int nth) => Environment.GetEnvironmentVariable("SEARCHENGINE_ALL") == "1" ? nth + 1 : 2 * nth;

    private void Strike(Fault fault)
    {
        string folder = scene.Start();
        using FaultySqlite sqlite = new(fault);
        DerivedIndexFactory parts = new(
            path => new LexicalIndex(path, new LexicalOptions { OpenDirectory = inner => new FaultyDirectory(inner, fault) }),
            path => new SegmentVectorIndex(path, new FaultyFiles(fault)));
        int done = 0;
        SearchIndex? index = null;
        try
        {
            index = SearchIndex.Open(folder, IndexAccess.Write, parts);
            for (; done < FaultScene.Steps; done++) FaultScene.Run(index, done);
        }
        catch (IndexException)
        {
            Assert.True(fault.HasStruck);
            if (index is not null && !fault.IsLasting) Recover(fault, index, done);
        }
        finally
        {
            index?.Dispose();
        }
        fault.IsOver = true;
        using (SearchIndex again = SearchIndex.Open(folder, IndexAccess.Write, parts)) scene.Check(again, done);
        Assert.Empty(IndexDoctor.Check(folder).Findings);
    }

    /// <summary>The disk is well again, and the same process goes on.</summary>
    private void Recover(Fault fault, SearchIndex index, int done)
    {
        fault.IsOver = true;
        index.Commit();
        scene.Check(index, done);
    }
}
