using System.IO.Hashing;
using Microsoft.Data.Sqlite;
using SearchEngine.Index.Checking;
using SearchEngine.Index.Contracts;
using SearchEngine.Tests;

namespace SearchEngine.Index.Tests.Checking;

/// <summary>A copy of an intact index for a test to damage.</summary>
internal sealed class DamagedIndex : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public DamagedIndex(SoundIndex sound)
    {
        foreach (string path in Directory.GetFiles(sound.Folder, "*", SearchOption.AllDirectories))
        {
            string copy = PathOf(Path.GetRelativePath(sound.Folder, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            // SQLite recreates both: a reader leaves an empty log and a shared-memory file behind.
            if (!path.EndsWith("-wal", StringComparison.Ordinal) && !path.EndsWith("-shm", StringComparison.Ordinal)) File.Copy(path, copy);
        }
    }

    public string Folder => _folder["index"];

    public string Catalog => PathOf("catalog.db");

    public string PathOf(string relativePath) => Path.Combine(Folder, relativePath);

    public SearchIndex Open(IndexAccess access = IndexAccess.Write) => SearchIndex.Open(Folder, access);

    public (Hit[] Words, Hit[] Vectors) Answers() => SoundIndex.Answer(Folder);

    /// <summary>The texts that a search finds, which do not depend on the ids of chunks.</summary>
    public (string[] Words, string[] Vectors) AnswersByText()
    {
        using SearchIndex index = Open(IndexAccess.Read);
        string[] Texts(IReadOnlyList<Hit> hits) =>
        [
            .. index.Catalog.GetChunks([.. hits.Select(hit => hit.ChunkId)]).Select(row => $"{row.Path} {row.Text}").Order(),
        ];
        return (Texts(index.SearchWords("apple number3 pear", 1000)), Texts(index.SearchVectors(Samples.VectorOf("query"), 1000)));
    }

    /// <summary>The largest file with an extension.</summary>
    public string FindLargest(string folder, string pattern = "*") =>
        Directory.GetFiles(PathOf(folder), pattern).OrderByDescending(path => new FileInfo(path).Length).First();

    public static void Edit(string path, Action<byte[]> edit)
    {
        byte[] bytes = File.ReadAllBytes(path);
        edit(bytes);
        File.WriteAllBytes(path, bytes);
    }

    public void Execute(string sql)
    {
        using SqliteConnection db = new($"Data Source={Catalog};Pooling=False;Foreign Keys=False");
        db.Open();
        using SqliteCommand command = db.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    public long QueryInt64(string sql)
    {
        using SqliteConnection db = new($"Data Source={Catalog};Pooling=False");
        db.Open();
        using SqliteCommand command = db.CreateCommand();
        command.CommandText = sql;
        return (long)command.ExecuteScalar()!;
    }

    /// <summary>Returns a hash of each file.</summary>
    public string[] Files() =>
        [
            .. Directory.GetFiles(Folder, "*", SearchOption.AllDirectories)
                .Order()
                .Select(path => $"{path} {XxHash3.HashToUInt64(File.ReadAllBytes(path))}"),
        ];

    /// <summary>Checks the index. All findings must be about one part, and no file may change.</summary>
    public IReadOnlyList<CheckFinding> Find(IndexPart part)
    {
        string[] before = Files();
        CheckReport report = IndexDoctor.Check(Folder);
        Assert.Equal(before, Files());
        Assert.False(report.IsHealthy);
        Assert.All(report.Findings, finding => Assert.Equal(part, finding.Part));
        return report.Findings;
    }

    public void Dispose() => _folder.Dispose();
}
