using Microsoft.Data.Sqlite;

namespace SearchEngine.Index.Catalog;

/// <summary>A connection with its statements prepared once. For one thread at a time.</summary>
internal sealed class CatalogConnection : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _commands = [];
    private SqliteTransaction? _transaction;

    /// <param name="path">The database.</param>
    /// <param name="mode">What for.</param>
    /// <param name="immutable">Nobody can change it and it has no log: SQLite then needs no files beside it, which a read-only disk could not take.</param>
    public CatalogConnection(string path, SqliteOpenMode mode, bool immutable = false)
    {
        string source = immutable ? $"file:{string.Join('/', path.Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString))}?immutable=1" : path;
        _connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = source, Mode = mode, Pooling = false }.ToString());
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

    /// <summary>Whether changes lie beside the database that were not yet written into it.</summary>
    public static bool HasWriteAheadLog(string path) => new FileInfo(path + "-wal") is { Exists: true, Length: > 0 };

    /// <summary>Teaches it to compare texts that are kept under a collation; every connection that meets one needs to know it.</summary>
    public void RegisterCollation(string collation, Comparison<string> compare) => _connection.CreateCollation(collation, compare);

    /// <summary>Runs statements that are needed once.</summary>
    public void Execute(string sql)
    {
        using SqliteCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = _transaction;
        command.ExecuteNonQuery();
    }

    /// <summary>A prepared statement with <paramref name="values"/> for its parameters $1, $2, ... The caller runs it before asking again for the same.</summary>
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

    public int Run(string sql, params ReadOnlySpan<object?> values) => Prepare(sql, values).ExecuteNonQuery();

    /// <summary>The first column of the first row as a number; 0 without a row.</summary>
    public long QueryInt64(string sql, params ReadOnlySpan<object?> values) => Prepare(sql, values).ExecuteScalar() is long number ? number : 0;

    /// <summary>The first column of the first row as text; null without a row.</summary>
    public string? QueryString(string sql, params ReadOnlySpan<object?> values) => Prepare(sql, values).ExecuteScalar() as string;

    /// <summary>Everything up to <see cref="Commit"/> happens or nothing does; everything read sees one state.</summary>
    public void BeginTransaction(bool write) => _transaction = _connection.BeginTransaction(deferred: !write);

    public void Commit()
    {
        _transaction!.Commit();
        EndTransaction();
    }

    /// <summary>Ends the transaction; what was not committed never happened.</summary>
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
}
