using SearchEngine.Crash.Tests.Kill;
using SearchEngine.Index;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Vectors;
using SearchEngine.Tests;

namespace SearchEngine.Crash.Tests.Faults;

/// <summary>An index that is about to merge segments, changes to make to it, and the expected state after each change.</summary>
public sealed class FaultScene : IDisposable
{
    private const int Collection = 1;

    private static readonly Action<SearchIndex>[] Changes =
    [
        static index => Put(index, "new", 100),
        Embed,
        static index => index.Commit(),
        static index => Put(index, "doc3", 101),
        static index => index.Catalog.TryRemoveDocument(Collection, "doc5"),
        static index => index.Commit(),
        Embed,
        static index => index.Commit(),
    ];

    private readonly TemporaryFolder _folder = new();
    private readonly List<State> _states = [];

    private sealed record State(IReadOnlyList<string> Rows, IReadOnlyList<IReadOnlyList<Hit>> Results);

    public FaultScene()
    {
        BuildStart();
        Copy("start", "reference");
        using (SearchIndex reference = SearchIndex.Open(_folder["reference"], IndexAccess.Write))
        {
            _states.Add(Rebuild());
            foreach (Action<SearchIndex> change in Changes)
            {
                change(reference);
                _states.Add(Rebuild());
            }
        }
        Assert.InRange(CountVectorSegments("reference"), 1, CountVectorSegments("start") - 1);
        Assert.InRange(CountLexicalSegments("reference"), 1, CountLexicalSegments("start") - 1);
    }

    /// <summary>The number of changes.</summary>
    public static int Steps => Changes.Length;

    internal static void Run(SearchIndex index, int step) => Changes[step](index);

    /// <summary>Creates a copy of the index as it is before the first change.</summary>
    public string CreateIndex()
    {
        if (Directory.Exists(_folder["index"])) Directory.Delete(_folder["index"], recursive: true);
        return Copy("start", "index");
    }

    /// <summary>Checks that this many changes were made, or one more, and that searches return what a rebuilt index returns.</summary>
    internal void Check(SearchIndex index, int steps)
    {
        IReadOnlyList<string> rows = CatalogRows.Read(_folder["index"]);
        State state = _states[steps < Steps && !rows.SequenceEqual(_states[steps].Rows) ? steps + 1 : steps];
        Assert.Equal(state.Rows, rows);
        Assert.Equal(state.Results, Script.Search(index));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Creates an index with one segment fewer than the number that triggers a merge.</summary>
    private void BuildStart()
    {
        using SearchIndex index = SearchIndex.Open(_folder["start"], IndexAccess.Write);
        index.UseModel("model-a");
        Assert.Equal(Collection, index.Catalog.GetOrAddCollection("docs", "/docs").Id);
        while (CountVectorSegments("start") < 7)
        {
            int number = CountLexicalSegments("start");
            Put(index, $"doc{number}", number);
            if (number > 1) Embed(index);
            index.Commit();
        }
    }

    private static void Put(SearchIndex index, string path, int seed) =>
        index.Catalog.PutDocument(Collection, Script.CreateDocument(path, new Random(seed)));

    private static void Embed(SearchIndex index) => Script.Embed(index, int.MaxValue);

    /// <summary>Returns the state of an index rebuilt from the reference's catalog alone.</summary>
    private State Rebuild()
    {
        Directory.CreateDirectory(_folder["rebuilt"]);
        foreach (string path in Directory.EnumerateFiles(_folder["reference"], "catalog.db*"))
        {
            File.Copy(path, Path.Combine(_folder["rebuilt"], Path.GetFileName(path)));
        }
        State state;
        using (SearchIndex rebuilt = SearchIndex.Open(_folder["rebuilt"], IndexAccess.Write))
        {
            state = new State(CatalogRows.Read(_folder["rebuilt"]), [.. Script.Search(rebuilt)]);
        }
        Directory.Delete(_folder["rebuilt"], recursive: true);
        return state;
    }

    private string Copy(string from, string to)
    {
        foreach (string path in Directory.EnumerateFiles(_folder[from], "*", SearchOption.AllDirectories))
        {
            string copy = _folder[Path.Combine(to, Path.GetRelativePath(_folder[from], path))];
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }
        return _folder[to];
    }

    private int CountVectorSegments(string index) => VectorManifest.Read(_folder[$"{index}/vectors"]).Segments.Count;

    private int CountLexicalSegments(string index) => Directory.GetFiles(_folder[$"{index}/lexical"], "*.si").Length;
}
