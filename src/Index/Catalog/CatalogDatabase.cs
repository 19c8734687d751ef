using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Files;

namespace SearchEngine.Index.Catalog;

/// <summary>
/// The catalog's database file, opened and checked: one connection for writing and a pool of connections for reading.
/// </summary>
internal sealed class CatalogDatabase : IDisposable
{
    private readonly string _path;
    private readonly ConcurrentBag<CatalogConnection> _readers = [];
    private readonly Lock _writeLock = new();
    private CatalogConnection? _writer;
    private bool _isImmutable;
    private bool _disposed;

    public CatalogDatabase(string path, IndexAccess access)
    {
        _path = path;
        if (access == IndexAccess.Read) Return(ErrorTranslation.Run(path, OpenReaderOnAnyDisk));
        else _writer = ErrorTranslation.Run(path, OpenWriter);
    }

    /// <summary>Runs <paramref name="work"/> on a pooled connection.</summary>
    public T Read<T>(Func<CatalogConnection, T> work) => ErrorTranslation.Run(_path, () =>
    {
        CatalogConnection connection = RentReader();
        try
        {
            return work(connection);
        }
        finally
        {
            Return(connection);
        }
    });

    /// <summary>Runs <paramref name="work"/> on one state of the catalog.</summary>
    public T ReadState<T>(Func<CatalogConnection, T> work) => Read(connection =>
    {
        connection.BeginTransaction(write: false);
        return work(connection);
    });

    /// <summary>Rents a connection that sees one state of the catalog until it is handed back to <see cref="Return"/>.</summary>
    public CatalogConnection BeginRead() => ErrorTranslation.Run(_path, () =>
    {
        CatalogConnection connection = RentReader();
        try
        {
            connection.BeginTransaction(write: false);
            return connection;
        }
        catch
        {
            Return(connection);
            throw;
        }
    });

    /// <summary>Runs <paramref name="work"/> on a connection from <see cref="BeginRead"/>.</summary>
    public T ReadOn<T>(CatalogConnection connection, Func<CatalogConnection, T> work) =>
        ErrorTranslation.Run(_path, () => work(connection));

    /// <summary>Ends the connection's transaction and returns it to the pool.</summary>
    public void Return(CatalogConnection connection)
    {
        connection.EndTransaction();
        _readers.Add(connection);
        if (_disposed && _readers.TryTake(out CatalogConnection? late)) late.Dispose();
    }

    /// <summary>Runs <paramref name="work"/> as one transaction: all of its changes are kept, or none.</summary>
    public T Write<T>(Func<CatalogConnection, T> work) => ErrorTranslation.Run(_path, () =>
    {
        lock (_writeLock)
        {
            CatalogConnection writer = _writer ?? throw new InvalidOperationException("The index is closed, or open for reading only.");
            writer.BeginTransaction(write: true);
            try
            {
                T result = work(writer);
                writer.Commit();
                return result;
            }
            finally
            {
                writer.EndTransaction();
            }
        }
    });

    /// <inheritdoc cref="Write{T}"/>
    public void Write(Action<CatalogConnection> work) => Write(connection =>
    {
        work(connection);
        return true;
    });

    /// <summary>
    /// Waits until everything committed is on the disk. Without it, transactions survive a killed process, but not a
    /// power cut.
    /// </summary>
    public void Flush()
    {
        lock (_writeLock)
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
        lock (_writeLock)
        {
            _writer?.Dispose();
            _writer = null;
        }
    }

    private CatalogConnection RentReader()
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _readers.TryTake(out CatalogConnection? connection) ? connection : NewReader();
    }

    private CatalogConnection NewReader() => new(_path, SqliteOpenMode.ReadOnly, _isImmutable);

    /// <summary>
    /// Opens a reader. SQLite creates files next to the database; on a read-only disk, where nobody writes, it is
    /// opened as immutable instead.
    /// </summary>
    private CatalogConnection OpenReaderOnAnyDisk()
    {
        try
        {
            return OpenReader();
        }
        catch (SqliteException e) when (IsReadOnlyDisk(e))
        {
            if (CatalogConnection.HasWriteAheadLog(_path))
            {
                string log = Path.GetFileName(_path) + "-wal";
                throw new IndexException($"{_path} is on a read-only disk and has changes that are not yet written into it ({log}). "
                    + "Copy the index folder to where you may write, and search it there with --index.", e);
            }
            _isImmutable = true;
            return OpenReader();
        }
    }

    private bool IsReadOnlyDisk(SqliteException e) =>
        e.SqliteErrorCode is SqliteError.CannotOpen or SqliteError.ReadOnly && WriterLock.IsReadOnly(Path.GetDirectoryName(_path)!);

    private CatalogConnection OpenReader()
    {
        CatalogConnection connection = NewReader();
        try
        {
            if (CatalogSchema.ReadVersion(_path, connection) == 0) throw new UninitializedIndexException(_path);
            return connection;
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
            long version = CatalogSchema.ReadVersion(_path, connection);
            connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON");
            if (version < CatalogSchema.Version) CatalogSchema.Create(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
