using SearchEngine.Index;
using SearchEngine.Index.Checking;
using SearchEngine.Index.Contracts;
using SearchEngine.Tests;

namespace SearchEngine.Crash.Tests.Kill;

/// <summary>An index whose writers are killed, beside one that ran the same steps in peace.</summary>
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

    /// <summary>Goes on with the script in another process, kills it, and sees that all is well.</summary>
    public async Task KillAsync()
    {
        int lines = _random.Next(8) == 0 ? 0 : 1 + _random.Next(MaxLines);
        KilledWriter killed = await WriterProcess.RunAndKillAsync(Folder, seed, _steps, lines, _random.NextDouble() * (lines == 0 ? StartUp : LongStep));
        _reference ??= SearchIndex.Open(ReferenceFolder, IndexAccess.Write);
        for (int i = 0; i < killed.Steps; i++) RunReference();
        CheckReader(killed.Opened || _steps > 0);
        CheckWriter();
        Assert.Empty(IndexDoctor.Check(Folder).Findings);
        CheckAnswers();
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

    /// <summary>Who only reads finds at least what the last commit found, however the writer ended.</summary>
    private void CheckReader(bool opened)
    {
        if (!opened) return;
        using SearchIndex index = SearchIndex.Open(Folder, IndexAccess.Read);
        Assert.True(index.Status().LexicalGeneration >= _committed);
        Assert.True(index.Status().VectorGeneration >= _committed);
        foreach (IReadOnlyList<Hit> hits in Script.Answers(index)) Assert.Equal(hits.Count, hits.Select(hit => hit.ChunkId).Distinct().Count());
    }

    private void CheckWriter()
    {
        using SearchIndex index = SearchIndex.Open(Folder, IndexAccess.Write);
        IReadOnlyList<string> rows = CatalogRows.Read(Folder);
        if (!rows.SequenceEqual(CatalogRows.Read(ReferenceFolder))) RunReference();
        Assert.Equal(CatalogRows.Read(ReferenceFolder), rows);
        Assert.True(index.IsCurrent, $"{index.Status()} is behind");
    }

    private void CheckAnswers()
    {
        string fresh = Directory.CreateDirectory(_folder["fresh"]).FullName;
        File.Copy(Path.Combine(Folder, "catalog.db"), Path.Combine(fresh, "catalog.db"));
        using (SearchIndex index = SearchIndex.Open(Folder, IndexAccess.Read))
        using (SearchIndex made = SearchIndex.Open(fresh, IndexAccess.Write))
        {
            Assert.Equal(Script.Answers(made), Script.Answers(index));
        }
        Directory.Delete(fresh, recursive: true);
    }
}
