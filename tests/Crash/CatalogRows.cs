using System.Globalization;
using Microsoft.Data.Sqlite;

namespace SearchEngine.Crash.Tests;

/// <summary>Reads the rows of a catalog that describe what is indexed, as text.</summary>
internal static class CatalogRows
{
    /// <summary>Excludes removed documents: how long derived indexes still need them does not matter here.</summary>
    private const string PresentDocuments = "(SELECT id FROM documents WHERE removed IS NULL)";

    private static readonly string[] Queries =
    [
        "SELECT generation, chunks FROM state",
        "SELECT * FROM sqlite_sequence ORDER BY name",
        "SELECT * FROM settings ORDER BY name",
        "SELECT * FROM collections ORDER BY id",
        "SELECT * FROM models ORDER BY id",
        "SELECT * FROM embeddings ORDER BY id",
        $"SELECT * FROM documents WHERE id IN {PresentDocuments} ORDER BY id",
        $"SELECT * FROM fields WHERE document IN {PresentDocuments} ORDER BY document, name, value",
        $"SELECT * FROM chunks WHERE document IN {PresentDocuments} ORDER BY id",
    ];

    public static IReadOnlyList<string> Read(string folder)
    {
        using SqliteConnection catalog = Open(folder);
        return [.. Queries.SelectMany(query => ReadRows(catalog, query).Select(row => $"{query}: {row}"))];
    }

    public static SqliteConnection Open(string folder)
    {
        SqliteConnection catalog = new($"Data Source={Path.Combine(folder, "catalog.db")};Mode=ReadOnly;Pooling=False");
        catalog.Open();
        return catalog;
    }

    /// <summary>Returns each row as its columns joined by a vertical bar.</summary>
    public static IEnumerable<string> ReadRows(SqliteConnection catalog, string sql)
    {
        using SqliteCommand command = catalog.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader row = command.ExecuteReader();
        while (row.Read()) yield return string.Join('|', Enumerable.Range(0, row.FieldCount).Select(i => Format(row.GetValue(i))));
    }

    private static string Format(object value) =>
        value is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture)!;
}
