using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.VectorData.ProviderServices;
using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;

namespace SearchEngine.VectorStore;

/// <summary>Where the records of a collection lie. Tables and columns are numbered, so that no name of a collection or a property is part of a statement.</summary>
/// <param name="Id">Number of the collection.</param>
/// <param name="Version">Goes up with every change to its records.</param>
/// <param name="Columns">Its properties in the order of their columns.</param>
internal sealed record RecordTable(long Id, long Version, IReadOnlyList<RecordTable.Column> Columns)
{
    public const string Schema = "CREATE TABLE IF NOT EXISTS collections (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, columns TEXT NOT NULL, version INTEGER NOT NULL DEFAULT 0)";

    /// <summary>The table of the records.</summary>
    public string RowTable => $"r{Id}";

    /// <summary>The table of the words, where there is one.</summary>
    public string WordTable => $"w{Id}";

    public bool HasFullText => Columns.Any(column => column.Words);

    /// <summary>The column of a property.</summary>
    public string GetColumn(PropertyModel property) => GetColumn(property.StorageName);

    public static RecordTable? Find(CatalogConnection connection, string name)
    {
        using SqliteDataReader reader = connection.Prepare("SELECT id, version, columns FROM collections WHERE name = $1", name).ExecuteReader();
        return reader.Read() ? new RecordTable(reader.GetInt64(0), reader.GetInt64(1), JsonSerializer.Deserialize<Column[]>(reader.GetString(2))!) : null;
    }

    /// <exception cref="IndexException">There is no such collection, or it was made for other records.</exception>
    public static RecordTable GetRequired(CatalogConnection connection, string name, CollectionModel model)
    {
        RecordTable table = Find(connection, name) ?? throw new IndexException($"There is no collection '{name}'. Make it first, with EnsureCollectionExistsAsync.");
        foreach (Column wanted in CreateColumns(model))
        {
            if (!table.Columns.Contains(wanted))
                throw new IndexException($"The collection '{name}' was made for other records: it has {table.Columns.FirstOrDefault(column => column.Name == wanted.Name)?.ToString() ?? "nothing by that name"}, and the records have {wanted}. Delete the collection, or give these records another.");
        }
        return table;
    }

    public static void Create(CatalogConnection connection, string name, CollectionModel model)
    {
        Column[] columns = CreateColumns(model);
        connection.Run("INSERT INTO collections (name, columns) VALUES ($1, $2)", name, JsonSerializer.Serialize(columns));
        RecordTable table = Find(connection, name)!;
        // The table's own checks are all there is: a key is there once.
        string declarations = string.Join(", ", columns.Select(column => $"{table.GetColumn(column.Name)} {column.Declaration}{(column.Kind == "key" ? " NOT NULL UNIQUE" : "")}"));
        connection.Execute($"CREATE TABLE {table.RowTable} (row INTEGER PRIMARY KEY, {declarations})");
        foreach (DataPropertyModel property in model.DataProperties.Where(property => property.IsIndexed)) connection.Execute($"CREATE INDEX {table.RowTable}{table.GetColumn(property)} ON {table.RowTable} ({table.GetColumn(property)})");
        if (table.HasFullText) connection.Execute($"CREATE VIRTUAL TABLE {table.WordTable} USING fts5({string.Join(", ", columns.Where(column => column.Words).Select(column => table.GetColumn(column.Name)))}, tokenize = 'porter unicode61 remove_diacritics 2')");
    }

    public void Drop(CatalogConnection connection)
    {
        connection.Execute($"DROP TABLE {RowTable}");
        if (HasFullText) connection.Execute($"DROP TABLE {WordTable}");
        connection.Run("DELETE FROM collections WHERE id = $1", Id);
    }

    public int IncrementVersion(CatalogConnection connection) => connection.Run("UPDATE collections SET version = version + 1 WHERE id = $1", Id);

    private string GetColumn(string storageName)
    {
        for (int i = 0; i < Columns.Count; i++)
        {
            if (Columns[i].Name == storageName) return $"c{i}";
        }
        throw new InvalidOperationException($"The collection has no property '{storageName}'.");
    }

    private static Column[] CreateColumns(CollectionModel model) => [.. model.Properties.Select(property => property switch
    {
        KeyPropertyModel => new Column(property.StorageName, "key", ColumnType.For(property.Type).Declaration, GetTypeName(property.Type), 0, false),
        DataPropertyModel data => new Column(property.StorageName, "data", ColumnType.For(property.Type).Declaration, GetTypeName(property.Type), 0, data.IsFullTextIndexed),
        VectorPropertyModel vector => new Column(property.StorageName, "vector", "BLOB", "float", vector.Dimensions, false),
        _ => throw new NotSupportedException($"Property '{property.ModelName}' is neither key nor data nor vector."),
    })];

    private static string GetTypeName(Type type) => type.IsGenericType && Nullable.GetUnderlyingType(type) is null ? $"{type.Name.Split('`')[0]}<{type.GenericTypeArguments[0].Name}>" : (Nullable.GetUnderlyingType(type) ?? type).Name;

    /// <summary>A property as the collection was made with.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Kind">Key, data or vector.</param>
    /// <param name="Declaration">Its column's type.</param>
    /// <param name="Type">Its .NET type.</param>
    /// <param name="Dimensions">Length of its vectors; 0 where it has none.</param>
    /// <param name="Words">Whether its words can be searched.</param>
    internal sealed record Column(string Name, string Kind, string Declaration, string Type, int Dimensions, bool Words)
    {
        public override string ToString() => $"the {Kind} '{Name}' of type {Type}{(Dimensions > 0 ? $"[{Dimensions}]" : "")}{(Words ? " with its words" : "")}";
    }
}
