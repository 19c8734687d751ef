using SearchEngine.Crash.Tests.Kill;
using SearchEngine.Index;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Vectors;
using SearchEngine.Tests;

namespace SearchEngine.Crash.Tests.Faults;

/// <summary>An index on the point of merging, steps to run on it, and what is to be there after each of them.</summary>
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

    private sealed record State(IReadOnlyList<string> Rows, IReadOnlyList<IReadOnlyList<Hit>> Answers);

    public FaultScene()
    {
        Begin();
        Copy("start", "reference");
        using (SearchIndex reference = SearchIndex.Open(_folder["reference"], IndexAccess.Write))
        {
            _states.Add(Fresh());
            foreach (Action<SearchIndex> change in Changes)
            {
                change(reference);
                _states.Add(Fresh());
            }
        }
        Assert.InRange(VectorSegments("reference"), 1, VectorSegments("start") - 1);
        Assert.InRange(LexicalSegments("reference"), 1, LexicalSegments("start") - 1);
    }

    /// <summary>How many steps there are.</summary>
    public static int Steps => Changes.Length;

    internal static void Run(SearchIndex index, int step) => Changes[step](index);

    /// <summary>Another index as it is before the first step.</summary>
    public string Start()
    {
        if (Directory.Exists(_folder["index"])) Directory.Delete(_folder["index"], recursive: true);
        return Copy("start", "index");
    }

    /// <summary>Sees that so many steps are done, or one more, and that searches answer as an index does that was made from them alone.</summary>
    internal void Check(SearchIndex index, int steps)
    {
        IReadOnlyList<string> rows = CatalogRows.Read(_folder["index"]);
        State state = _states[steps < Steps && !rows.SequenceEqual(_states[steps].Rows) ? steps + 1 : steps];
        Assert.Equal(state.Rows, rows);
        Assert.Equal(state.Answers, Script.Answers(index));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>One segment fewer than either index merges.</summary>
    private void Begin()
    {
        using SearchIndex index = SearchIndex.Open(_folder["start"], IndexAccess.Write);
        index.UseModel("model-a");
        Assert.Equal(Collection, index.Catalog.GetOrAddCollection("docs", "/docs").Id);
        while (VectorSegments("start") < 7)
        {
            int number = LexicalSegments("start");
            Put(index, $"doc{number}", number);
            if (number > 1) Embed(index);
            index.Commit();
        }
    }

    private static void Put(SearchIndex index, string path, int seed) => index.Catalog.PutDocument(Collection, Script.Document(path, new Random(seed)));

    private static void Embed(SearchIndex index) => Script.Embed(index, int.MaxValue);

    /// <summary>What an index made of the reference's catalog alone has and answers.</summary>
    private State Fresh()
    {
        Directory.CreateDirectory(_folder["fresh"]);
        foreach (string path in Directory.EnumerateFiles(_folder["reference"], "catalog.db*")) File.Copy(path, Path.Combine(_folder["fresh"], Path.GetFileName(path)));
        State state;
        using (SearchIndex fresh = SearchIndex.Open(_folder["fresh"], IndexAccess.Write)) state = new State(CatalogRows.Read(_folder["fresh"]), [.. Script.Answers(fresh)]);
        Directory.Delete(_folder["fresh"], recursive: true);
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

    private int VectorSegments(string index) => VectorManifest.Read(_folder[$"{index}/vectors"]).Segments.Count;

    private int LexicalSegments(string index) => Directory.GetFiles(_folder[$"{index}/lexical"], "*.si").Length;
}
