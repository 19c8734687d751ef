using Microsoft.Data.Sqlite;

namespace SearchEngine.Index.Catalog;

/// <summary>A SQLite connection that prepares each statement once. For one thread at a time.</summary>
internal sealed class CatalogConnection : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _commands = [];
    private SqliteTransaction? _transaction;

    /// <param name="path">The database file.</param>
    /// <param name="mode">How to open it.</param>
    /// <param name="immutable">
    /// Whether nobody can change it and it has no log. SQLite then needs no files next to it, which a read-only disk
    /// could not hold.
    /// </param>
    public CatalogConnection(string path, SqliteOpenMode mode, bool immutable = false)
    {
        string source = immutable ? GetImmutableUri(path) : path;
        SqliteConnectionStringBuilder settings = new() { DataSource = source, Mode = mode, Pooling = false };
        _connection = new SqliteConnection(settings.ToString());
        try
        {
            _connection.Open();
            Execute("PRAGMA busy_timeout = 5000");
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>Returns whether the database has a write-ahead log with changes that are not yet in the database file.</summary>
    public static bool HasWriteAheadLog(string path) => new FileInfo(path + "-wal") is { Exists: true, Length: > 0 };

    /// <summary>Registers a collation. Every connection that reads text under a collation needs it.</summary>
    public void RegisterCollation(string collation, Comparison<string> compare) => _connection.CreateCollation(collation, compare);

    /// <summary>Executes statements that are needed only once, without preparing them.</summary>
    public void Execute(string sql)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = _transaction;
        command.ExecuteNonQuery();
    }

    /// <summary>
    /// Returns a prepared statement with <paramref name="values"/> bound to $1, $2, … The caller must run it before
    /// it prepares the same statement again.
    /// </summary>
    public SqliteCommand Prepare(string sql, params ReadOnlySpan<object?> values)
    {
        if (!_commands.TryGetValue(sql, out SqliteCommand? command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
            for (int i = 0; i < values.Length; i++) command.Parameters.Add(new SqliteParameter { ParameterName = $"${i + 1}" });
            _commands.Add(sql, command);
        }
        for (int i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        command.Transaction = _transaction;
        return command;
    }

    /// <summary>Runs a prepared statement and returns the number of changed rows.</summary>
    public int Run(string sql, params ReadOnlySpan<object?> values) => Prepare(sql, values).ExecuteNonQuery();

    /// <summary>Returns the first column of the first row as a number; 0 without a row.</summary>
    public long QueryInt64(string sql, params ReadOnlySpan<object?> values) =>
        Prepare(sql, values).ExecuteScalar() is long number ? number : 0;

    /// <summary>Returns the first column of the first row as text; null without a row.</summary>
    public string? QueryString(string sql, params ReadOnlySpan<object?> values) => Prepare(sql, values).ExecuteScalar() as string;

    /// <summary>Begins a transaction: changes up to <see cref="Commit"/> are atomic, and all reads see one state.</summary>
    public void BeginTransaction(bool write) => _transaction = _connection.BeginTransaction(deferred: !write);

    public void Commit()
    {
        _transaction!.Commit();
        EndTransaction();
    }

    /// <summary>Ends the transaction and rolls back what was not committed.</summary>
    public void EndTransaction()
    {
        _transaction?.Dispose();
        _transaction = null;
    }

    public void Dispose()
    {
        EndTransaction();
        foreach (SqliteCommand command in _commands.Values) command.Dispose();
        _connection.Dispose();
    }

    private static string GetImmutableUri(string path)
    {
        IEnumerable<string> segments = path.Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString);
        return $"file:{string.Join('/', segments)}?immutable=1";
    }
}
