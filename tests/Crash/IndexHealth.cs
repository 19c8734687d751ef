using Lucene.Net.Index;
using Lucene.Net.Store;
using Microsoft.Data.Sqlite;
using SearchEngine.Index.Vectors;

namespace SearchEngine.Crash.Tests;

/// <summary>Everything that can be checked of an index that nobody has open.</summary>
internal static class IndexHealth
{
    private const string Chunks = "chunks c JOIN documents d ON d.id = c.document AND d.removed IS NULL";

    private const string MiscountedModels = $"SELECT * FROM models m WHERE embedded <> (SELECT count(*) FROM {Chunks} JOIN embeddings e ON e.key = c.key AND e.model = m.id)";

    public static void AssertClean(string folder)
    {
        using SqliteConnection catalog = CatalogRows.Open(folder);
        Assert.Equal("ok", Assert.Single(CatalogRows.Rows(catalog, "PRAGMA integrity_check")));
        Assert.Empty(CatalogRows.Rows(catalog, "PRAGMA foreign_key_check"));
        Assert.Empty(CatalogRows.Rows(catalog, MiscountedModels));
        int chunks = Count(catalog, $"SELECT count(*) FROM {Chunks}");
        Assert.Equal(chunks, Count(catalog, "SELECT chunks FROM state"));
        CheckLexical(Path.Combine(folder, "lexical"), chunks);
        CheckVectors(Path.Combine(folder, "vectors"), Count(catalog, "SELECT count(*) FROM " + Chunks
            + " JOIN embeddings e ON e.key = c.key JOIN models m ON m.id = e.model JOIN settings s ON s.name = 'model' AND s.value = m.fingerprint"));
    }

    private static int Count(SqliteConnection catalog, string sql) => int.Parse(Assert.Single(CatalogRows.Rows(catalog, sql)));

    private static void CheckLexical(string folder, int chunks)
    {
        using FSDirectory directory = new SimpleFSDirectory(folder, NoLockFactory.GetNoLockFactory());
        StringWriter said = new();
        Assert.True(new CheckIndex(directory) { InfoStream = said }.DoCheckIndex().Clean, said.ToString());
        using DirectoryReader reader = DirectoryReader.Open(directory);
        Assert.Equal(chunks, reader.NumDocs);
    }

    private static void CheckVectors(string folder, int vectors)
    {
        VectorManifest manifest = VectorManifest.Read(folder);
        int live = 0;
        foreach ((string name, ulong[]? deleted) in manifest.Segments)
        {
            VectorSegment segment = VectorSegment.Open(Path.Combine(folder, name));
            segment.CheckKnown(0, segment.Layout.Count);
            segment.CheckCodes(0, segment.Layout.Count);
            for (int row = 0; row < segment.Layout.Count; row++) segment.Floats(row);
            live += new LiveSegment(segment, deleted).LiveCount;
            segment.Release();
        }
        Assert.Equal(vectors, live);
    }
}
