using System.Globalization;
using Microsoft.Data.Sqlite;

namespace SearchEngine.Index.Catalog;

/// <summary>
/// The table of front-matter fields, one row per value, so that filters use an index. Readers join the items of a
/// list by <see cref="Separator"/>; the list is stored both as a whole and item by item.
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

    /// <summary>Fills an empty table from the documents' fields.</summary>
    public static void AddAllFromDocuments(CatalogConnection db)
    {
        List<(long Document, string Fields)> documents = [];
        using (SqliteDataReader rows = db.Prepare("SELECT id, fields FROM documents WHERE fields <> '{}'").ExecuteReader())
        {
            while (rows.Read()) documents.Add((rows.GetInt64(0), rows.GetString(1)));
        }
        foreach ((long document, string fields) in documents) Add(db, document, FieldJson.Parse(fields));
    }

    /// <summary>Returns the form in which names and values are compared: lower case.</summary>
    public static string Fold(string text) => text.ToLowerInvariant();

    /// <summary>Returns the value as a finite number, or null.</summary>
    public static double? ParseNumberOrNull(string value)
    {
        bool isNumber = double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number);
        return isNumber && double.IsFinite(number) ? number : null;
    }

    private static void Add(CatalogConnection db, long document, string name, string value) =>
        db.Run("INSERT INTO fields VALUES ($1, $2, $3, $4)", document, Fold(name), Fold(value), ParseNumberOrNull(value));
}
