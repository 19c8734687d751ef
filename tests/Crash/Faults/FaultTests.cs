using SearchEngine.Index;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Lexical;
using SearchEngine.Index.Vectors;

namespace SearchEngine.Crash.Tests.Faults;

/// <summary>
/// Makes each kind of file operation fail at its first call, then at its second, and so on until no call fails. The caller gets an
/// exception, nothing committed is lost or duplicated, and once the disk works again so does the index.
/// </summary>
public sealed class FaultTests(FaultScene scene) : IClassFixture<FaultScene>
{
    /// <summary>Only ends a run that hangs: no run takes this long.</summary>
    private static readonly TimeSpan RunTimeout = TimeSpan.FromMinutes(2);

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
    public async Task Change_AnyOperationFails_LosesAndDuplicatesNothing(Store store, Operation operation, Error error)
    {
        for (int nth = 1; ; nth = GetNext(nth))
        {
            Fault once = new(store, operation, error, nth, persistent: false);
            Fault persistent = new(store, operation, error, nth, persistent: true);
            CancellationToken cancellation = TestContext.Current.CancellationToken;
            try
            {
                await Task.Run(() => RunChanges(once), cancellation).WaitAsync(RunTimeout, cancellation);
                await Task.Run(() => RunChanges(persistent), cancellation).WaitAsync(RunTimeout, cancellation);
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

    /// <summary>Returns the next call to fail: every call with <c>--all</c>, otherwise only calls 1, 2, 4, 8 and so on.</summary>
    private static int GetNext(int nth) =>
        Environment.GetEnvironmentVariable("SEARCHENGINE_ALL") == "1" ? nth + 1 : 2 * nth;

    private void RunChanges(Fault fault)
    {
        string folder = scene.CreateIndex();
        using FaultySqlite sqlite = new(fault);
        SegmentVectorIndex? vectors = null;
        DerivedIndexFactory parts = new(
            path => new LexicalIndex(path, new LexicalOptions { OpenDirectory = inner => new FaultyDirectory(inner, fault) }),
            path => vectors = new SegmentVectorIndex(path, new FaultyFiles(fault)));
        int done = 0;
        SearchIndex? index = null;
        try
        {
            index = SearchIndex.Open(folder, IndexAccess.Write, parts);
            for (; done < FaultScene.Steps; done++) FaultScene.Run(index, done);

            // Merging deletes files, and goes on in the background.
            Task.WhenAny(vectors!.MergeTask).Wait();
        }
        catch (IndexException)
        {
            Assert.True(fault.HasStruck);
            if (index is not null && !fault.IsPersistent) Recover(fault, index, done);
        }
        finally
        {
            index?.Dispose();
        }
        fault.IsOver = true;
        using (SearchIndex reopened = SearchIndex.Open(folder, IndexAccess.Write, parts)) scene.Check(reopened, done);
        Assert.Empty(IndexDoctor.Check(folder).Findings);
    }

    /// <summary>Commits with the same index once the disk works again.</summary>
    private void Recover(Fault fault, SearchIndex index, int done)
    {
        fault.IsOver = true;
        index.Commit();
        scene.Check(index, done);
    }
}
