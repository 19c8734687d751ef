using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace SearchEngine.Index.Catalog;

/// <summary>The database file: opened and checked, with one connection that writes and as many as are needed that read.</summary>
internal sealed class CatalogDatabase : IDisposable
{
    private readonly string _path;
    private readonly ConcurrentBag<CatalogConnection> _readers = [];
    private readonly Lock _writing = new();
    private CatalogConnection? _writer;
    private bool _disposed;

    public CatalogDatabase(string path, IndexAccess access)
    {
        _path = path;
        if (access == IndexAccess.Read) Return(Attempt(OpenReader));
        else _writer = Attempt(OpenWriter);
    }

    /// <summary>Runs <paramref name="work"/> on a connection of its own, on one state of the catalog.</summary>
    public T Read<T>(Func<CatalogConnection, T> work) => Attempt(() =>
    {
        CatalogConnection connection = RentReader();
        try
        {
            return work(connection);
        }
        finally
        {
            connection.End();
            Return(connection);
        }
    });

    /// <summary>Runs <paramref name="work"/> as one transaction: all of it is kept, or nothing.</summary>
    public T Write<T>(Func<CatalogConnection, T> work) => Attempt(() =>
    {
        lock (_writing)
        {
            CatalogConnection writer = _writer ?? throw new InvalidOperationException("The index was opened for reading only, or is closed.");
            writer.Begin(write: true);
            try
            {
                T result = work(writer);
                writer.Commit();
                return result;
            }
            finally
            {
                writer.End();
            }
        }
    });

    /// <summary>Waits until all that was committed is on the disk. Single transactions survive a killed process, this survives a power cut.</summary>
    public void Flush()
    {
        lock (_writing)
        {
            _writer?.Execute("PRAGMA synchronous = FULL");
            try
            {
                Write(connection => connection.Run("UPDATE state SET durable = generation"));
            }
            finally
            {
                _writer?.Execute("PRAGMA synchronous = NORMAL");
            }
        }
    }

    public void Dispose()
    {
        _disposed = true;
        while (_readers.TryTake(out CatalogConnection? reader)) reader.Dispose();
        lock (_writing)
        {
            _writer?.Dispose();
            _writer = null;
        }
    }

    private CatalogConnection RentReader()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _readers.TryTake(out CatalogConnection? connection) ? connection : new CatalogConnection(_path, SqliteOpenMode.ReadOnly);
    }

    private void Return(CatalogConnection connection)
    {
        _readers.Add(connection);
        if (_disposed && _readers.TryTake(out CatalogConnection? late)) late.Dispose();
    }

    private CatalogConnection OpenReader()
    {
        CatalogConnection connection = new(_path, SqliteOpenMode.ReadOnly);
        try
        {
            long version = Version(connection);
            if (version >= CatalogSchema.Migrations.Length) return connection;
            throw new IndexException(version == 0
                ? $"{_path} is empty: its first indexing never finished. Index again."
                : $"{_path} was made by an older version. Index once with this version: it is brought up to date.");
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private CatalogConnection OpenWriter()
    {
        CatalogConnection connection = new(_path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            long version = Version(connection);
            connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
            for (; version < CatalogSchema.Migrations.Length; version++)
            {
                connection.Begin(write: true);
                connection.Execute(CatalogSchema.Migrations[version]);
                connection.Execute($"PRAGMA application_id = {CatalogSchema.ApplicationId}; PRAGMA user_version = {version + 1}");
                connection.Commit();
            }
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The schema version; 0 for a database with nothing in it.</summary>
    private long Version(CatalogConnection connection)
    {
        long application = connection.Number("PRAGMA application_id");
        long version = connection.Number("PRAGMA user_version");
        if (application != CatalogSchema.ApplicationId && connection.Number("SELECT count(*) FROM sqlite_master") > 0)
            throw new IndexException($"{_path} is a database of another program, not an index. Name another folder for the index.");
        if (version > CatalogSchema.Migrations.Length)
            throw new IndexException($"{_path} was made by a newer version (schema {version}, this one knows {CatalogSchema.Migrations.Length}). "
                + "Update the program, or name another folder for the index.");
        return application == CatalogSchema.ApplicationId ? version : 0;
    }

    private T Attempt<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException e)
        {
            throw new IndexException($"{_path}: {e.SqliteErrorCode switch
            {
                SqliteError.Corrupt or SqliteError.NotADatabase => "the catalog is damaged or not a catalog. Restore it from a copy, or delete the index folder and index again.",
                SqliteError.Full => "the disk is full. Make room; what was committed before is kept.",
                SqliteError.ReadOnly or SqliteError.CannotOpen => "the catalog cannot be opened. Check that the folder exists and that you may write to it.",
                SqliteError.Busy or SqliteError.Locked => "another program holds the catalog. Close it and try again.",
                _ => "the catalog cannot be read or written.",
            }} (SQLite says: {e.Message})", e);
        }
    }
}
