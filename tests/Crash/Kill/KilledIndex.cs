using SearchEngine.Index;
using SearchEngine.Index.Files;
using SearchEngine.Index.Lexical;
using SearchEngine.Index.Vectors;
using SearchEngine.Index.Contracts;
using SearchEngine.Tests;

namespace SearchEngine.Crash.Tests.Kill;

/// <summary>An index whose writers are killed, and a reference index that ran the same steps undisturbed.</summary>
internal sealed class KilledIndex(int seed) : IDisposable
{
    private const int MaxLines = 40;

    private static readonly TimeSpan StartUp = TimeSpan.FromMilliseconds(400), LongStep = TimeSpan.FromMilliseconds(20);

    private readonly TemporaryFolder _folder = new();
    private readonly Script _script = new(seed);
    private readonly Random _random = new(seed);
    private SearchIndex? _reference;
    private int _steps;
    private long _committed;

    private string Folder => _folder["killed"];

    private string ReferenceFolder => _folder["reference"];

    /// <summary>Continues the script in another process, kills it, and checks the index.</summary>
    public async Task KillAsync()
    {
        int lines = _random.Next(8) == 0 ? 0 : 1 + _random.Next(MaxLines);
        TimeSpan delay = _random.NextDouble() * (lines == 0 ? StartUp : LongStep);
        KilledWriter killed = await WriterProcess.RunAndKillAsync(Folder, seed, _steps, lines, delay);
        _reference ??= SearchIndex.Open(ReferenceFolder, IndexAccess.Write);
        for (int i = 0; i < killed.Steps; i++) RunReference();
        CheckReader(killed.Opened || _steps > 0);
        CheckWriter();
        Assert.Empty(IndexDoctor.Check(Folder).Findings);
        CheckResults();
    }

    public void Dispose()
    {
        _reference?.Dispose();
        _folder.Dispose();
    }

    private void RunReference()
    {
        if (_script.Run(_reference!, _steps++, commits: false)) _committed = _reference!.Catalog.Generation;
    }

    /// <summary>Checks that a reader finds at least what the last commit found, however the writer ended.</summary>
    private void CheckReader(bool opened)
    {
        if (!opened) return;
        using (SearchIndex index = SearchIndex.Open(Folder, IndexAccess.Read))
        {
            foreach (IReadOnlyList<Hit> hits in Script.Search(index)) Assert.Distinct(hits.Select(hit => hit.ChunkId));
        }
        using LexicalIndex lexical = new(IndexFolder.GetLexicalPath(Folder));
        Assert.True(lexical.Stamp.Generation >= _committed);
        Assert.True(VectorManifest.Read(IndexFolder.GetVectorPath(Folder)).Stamp.Generation >= _committed);
    }

    private void CheckWriter()
    {
        using SearchIndex index = SearchIndex.Open(Folder, IndexAccess.Write);
        IReadOnlyList<string> rows = CatalogRows.Read(Folder);
        if (!rows.SequenceEqual(CatalogRows.Read(ReferenceFolder))) RunReference();
        Assert.Equal(CatalogRows.Read(ReferenceFolder), rows);
        Assert.True(index.IsCurrent);
    }

    private void CheckResults()
    {
        string copy = Directory.CreateDirectory(_folder["rebuilt"]).FullName;
        File.Copy(Path.Combine(Folder, "catalog.db"), Path.Combine(copy, "catalog.db"));
        using (SearchIndex index = SearchIndex.Open(Folder, IndexAccess.Read))
        using (SearchIndex rebuilt = SearchIndex.Open(copy, IndexAccess.Write))
        {
            Assert.Equal(Script.Search(rebuilt), Script.Search(index));
        }
        Directory.Delete(copy, recursive: true);
    }
}
