using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.VectorData.ProviderServices;
using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;

namespace SearchEngine.VectorStore;

/// <summary>
/// The tables of a collection. Tables and columns are numbered, so that no name of a collection or property becomes part of a statement.
/// </summary>
/// <param name="Id">The number of the collection.</param>
/// <param name="Version">The version of its records, incremented by every change.</param>
/// <param name="Columns">Its properties in the order of their columns.</param>
internal sealed record RecordTable(long Id, long Version, IReadOnlyList<RecordTable.Column> Columns)
{
    public const string Schema =
        "CREATE TABLE IF NOT EXISTS collections (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, columns TEXT NOT NULL, "
        + "version INTEGER NOT NULL DEFAULT 0)";

    private const string KeyKind = "key", DataKind = "data", VectorKind = "vector";

    /// <summary>The table of the records.</summary>
    public string RowTable => $"r{Id}";

    /// <summary>The full-text table; exists only if <see cref="HasFullText"/>.</summary>
    public string WordTable => $"w{Id}";

    public bool HasFullText => Columns.Any(column => column.IsFullTextIndexed);

    public string GetColumn(PropertyModel property) => GetColumn(property.StorageName);

    public static RecordTable? Find(CatalogConnection connection, string name)
    {
        SqliteCommand query = connection.Prepare("SELECT id, version, columns FROM collections WHERE name = $1", name);
        using SqliteDataReader reader = query.ExecuteReader();
        if (!reader.Read()) return null;
        Column[] columns = JsonSerializer.Deserialize<Column[]>(reader.GetString(2))!;
        return new RecordTable(reader.GetInt64(0), reader.GetInt64(1), columns);
    }

    /// <exception cref="IndexException">The collection does not exist or was created for other records.</exception>
    public static RecordTable GetRequired(CatalogConnection connection, string name, CollectionModel model)
    {
        RecordTable table = Find(connection, name)
            ?? throw new IndexException($"There is no collection '{name}'. Create it first, with EnsureCollectionExistsAsync.");
        foreach (Column expected in CreateColumns(model))
        {
            if (table.Columns.Contains(expected)) continue;
            string actual = table.Columns.FirstOrDefault(column => column.Name == expected.Name)?.ToString() ?? "no property of that name";
            throw new IndexException(
                $"The collection '{name}' was created for other records: it has {actual}, but the records have {expected}. Delete the "
                + "collection, or store these records in another.");
        }
        return table;
    }

    public static void Create(CatalogConnection connection, string name, CollectionModel model)
    {
        Column[] columns = CreateColumns(model);
        connection.Run("INSERT INTO collections (name, columns) VALUES ($1, $2)", name, JsonSerializer.Serialize(columns));
        RecordTable table = Find(connection, name)!;
        connection.Execute($"CREATE TABLE {table.RowTable} (row INTEGER PRIMARY KEY, {table.GetDeclarations()})");
        foreach (DataPropertyModel property in model.DataProperties.Where(property => property.IsIndexed))
        {
            string column = table.GetColumn(property);
            connection.Execute($"CREATE INDEX {table.RowTable}{column} ON {table.RowTable} ({column})");
        }
        if (!table.HasFullText) return;
        string words = string.Join(", ", columns.Where(column => column.IsFullTextIndexed).Select(column => table.GetColumn(column.Name)));
        connection.Execute(
            $"CREATE VIRTUAL TABLE {table.WordTable} USING fts5({words}, tokenize = 'porter unicode61 remove_diacritics 2')");
    }

    public void Drop(CatalogConnection connection)
    {
        connection.Execute($"DROP TABLE {RowTable}");
        if (HasFullText) connection.Execute($"DROP TABLE {WordTable}");
        connection.Run("DELETE FROM collections WHERE id = $1", Id);
    }

    public int IncrementVersion(CatalogConnection connection) =>
        connection.Run("UPDATE collections SET version = version + 1 WHERE id = $1", Id);

    private string GetDeclarations() => string.Join(", ", Columns.Select(column =>
    {
        // The only constraint is that a key is unique; the model checks everything else.
        string constraint = column.Kind == KeyKind ? " NOT NULL UNIQUE" : "";
        return $"{GetColumn(column.Name)} {column.Declaration}{constraint}";
    }));

    private string GetColumn(string storageName)
    {
        for (int i = 0; i < Columns.Count; i++)
        {
            if (Columns[i].Name == storageName) return $"c{i}";
        }
        throw new InvalidOperationException($"The collection has no property '{storageName}'.");
    }

    private static Column[] CreateColumns(CollectionModel model) => [.. model.Properties.Select(CreateColumn)];

    private static Column CreateColumn(PropertyModel property)
    {
        string name = property.StorageName;
        return property switch
        {
            KeyPropertyModel => CreateScalar(KeyKind, isFullTextIndexed: false),
            DataPropertyModel data => CreateScalar(DataKind, data.IsFullTextIndexed),
            VectorPropertyModel vector => new Column(name, VectorKind, "BLOB", "float", vector.Dimensions, false),
            _ => throw new NotSupportedException($"Property '{property.ModelName}' is not a key, data or vector property."),
        };

        Column CreateScalar(string kind, bool isFullTextIndexed) =>
            new(name, kind, ColumnType.For(property.Type).Declaration, GetTypeName(property.Type), 0, isFullTextIndexed);
    }

    private static string GetTypeName(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying) return underlying.Name;
        return type.IsGenericType ? $"{type.Name.Split('`')[0]}<{type.GenericTypeArguments[0].Name}>" : type.Name;
    }

    /// <summary>A property as stored with the collection.</summary>
    /// <param name="Name">The name.</param>
    /// <param name="Kind">The kind: key, data or vector.</param>
    /// <param name="Declaration">The type of the column.</param>
    /// <param name="Type">The .NET type.</param>
    /// <param name="Dimensions">The length of a vector; 0 if the property is not a vector.</param>
    /// <param name="IsFullTextIndexed">Whether its words can be searched.</param>
    internal sealed record Column(
        string Name,
        string Kind,
        string Declaration,
        string Type,
        int Dimensions,
        [property: JsonPropertyName("Words")] bool IsFullTextIndexed)
    {
        public override string ToString()
        {
            string length = Dimensions > 0 ? $"[{Dimensions}]" : "", words = IsFullTextIndexed ? " with full-text index" : "";
            return $"the {Kind} '{Name}' of type {Type}{length}{words}";
        }
    }
}
