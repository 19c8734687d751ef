using System.Globalization;
using Microsoft.Data.Sqlite;

namespace SearchEngine.Index.Catalog;

/// <summary>
/// Front-matter fields, one row for each value, so that a filter finds documents by index. A list is stored as a whole and item by item: readers join its items by
/// <see cref="Separator"/>.
/// </summary>
internal static class FieldTable
{
    public const string Separator = ", ";

    public static void Add(CatalogConnection db, long document, IReadOnlyDictionary<string, string> fields)
    {
        foreach ((string name, string value) in fields)
        {
            Add(db, document, name, value);
            if (!value.Contains(Separator, StringComparison.Ordinal)) continue;
            foreach (string item in value.Split(Separator).Distinct()) Add(db, document, name, item);
        }
    }

    /// <summary>Fills the table from what the documents say, for a catalog that had none.</summary>
    public static void AddAllFromDocuments(CatalogConnection db)
    {
        List<(long Document, string Fields)> documents = [];
        using (SqliteDataReader rows = db.Prepare("SELECT id, fields FROM documents WHERE fields <> '{}'").ExecuteReader())
        {
            while (rows.Read()) documents.Add((rows.GetInt64(0), rows.GetString(1)));
        }
        foreach ((long document, string fields) in documents) Add(db, document, FieldJson.Parse(fields));
    }

    /// <summary>Names and values are compared without case.</summary>
    public static string Fold(string text) => text.ToLowerInvariant();

    /// <summary>The number that a value is, or null.</summary>
    public static double? ParseNumberOrNull(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null;

    private static void Add(CatalogConnection db, long document, string name, string value) =>
        db.Run("INSERT INTO fields VALUES ($1, $2, $3, $4)", document, Fold(name), Fold(value), ParseNumberOrNull(value));
}
