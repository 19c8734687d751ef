using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Files;

namespace SearchEngine.Index.Catalog;

/// <summary>The database file: opened and checked, with one connection that writes and as many as are needed that read.</summary>
internal sealed class CatalogDatabase : IDisposable
{
    private readonly string _path;
    private bool _isImmutable;
    private readonly ConcurrentBag<CatalogConnection> _readers = [];
    private readonly Lock _writeLock = new();
    private CatalogConnection? _writer;
    private bool _disposed;

    public CatalogDatabase(string path, IndexAccess access)
    {
        _path = path;
        if (access == IndexAccess.Read) Return(Attempt(OpenReaderOnAnyDisk));
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
            Return(connection);
        }
    });

    /// <summary>A connection of the caller's own, which sees one state of the catalog until it is given back to <see cref="Return"/>.</summary>
    public CatalogConnection BeginRead() => Attempt(() =>
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

    /// <summary>Ends what was read and keeps the connection for the next.</summary>
    public void Return(CatalogConnection connection)
    {
        connection.EndTransaction();
        _readers.Add(connection);
        if (_disposed && _readers.TryTake(out CatalogConnection? late)) late.Dispose();
    }

    /// <summary>Runs <paramref name="work"/> as one transaction: all of it is kept, or nothing.</summary>
    public T Write<T>(Func<CatalogConnection, T> work) => Attempt(() =>
    {
        lock (_writeLock)
        {
            CatalogConnection writer = _writer ?? throw new InvalidOperationException("The index was opened for reading only, or is closed.");
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

    /// <summary>Waits until all that was committed is on the disk. Single transactions survive a killed process, this survives a power cut.</summary>
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
        return _readers.TryTake(out CatalogConnection? connection) ? connection : new CatalogConnection(_path, SqliteOpenMode.ReadOnly, _isImmutable);
    }

    /// <summary>A reader needs files beside the database, which a read-only disk cannot take; there nobody writes, and it can do without.</summary>
    private CatalogConnection OpenReaderOnAnyDisk()
    {
        try
        {
            return OpenReader();
        }
        catch (SqliteException e) when (e.SqliteErrorCode is SqliteError.CannotOpen or SqliteError.ReadOnly && WriterLock.IsReadOnly(Path.GetDirectoryName(_path)!))
        {
            if (CatalogConnection.HasWriteAheadLog(_path))
                throw new IndexException($"{_path} lies on a read-only disk, beside changes that were not yet written into it ({Path.GetFileName(_path)}-wal). "
                    + "Copy the index folder to where you may write, and search it there with --index.", e);
            _isImmutable = true;
            return OpenReader();
        }
    }

    private CatalogConnection OpenReader()
    {
        CatalogConnection connection = new(_path, SqliteOpenMode.ReadOnly, _isImmutable);
        try
        {
            long version = ReadVersion(_path, connection);
            if (version >= CatalogSchema.Migrations.Length) return connection;
            throw new UninitializedIndexException(_path, isEmpty: version == 0);
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
            long version = ReadVersion(_path, connection);
            // Tables are made anew under their names while others refer to them.
            connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = OFF");
            if (version < CatalogSchema.Migrations.Length)
            {
                // At once, so that no reader meets a step between.
                connection.BeginTransaction(write: true);
                foreach (Action<CatalogConnection> migrate in CatalogSchema.Migrations.AsSpan((int)version)) migrate(connection);
                connection.Execute($"PRAGMA application_id = {CatalogSchema.ApplicationId}; PRAGMA user_version = {CatalogSchema.Migrations.Length}");
                connection.Commit();
            }
            connection.Execute("PRAGMA foreign_keys = ON");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The schema version; 0 for a database with nothing in it.</summary>
    /// <exception cref="IndexException">It is of another program, or of a newer version.</exception>
    internal static long ReadVersion(string path, CatalogConnection connection)
    {
        long application = connection.QueryInt64("PRAGMA application_id");
        long version = connection.QueryInt64("PRAGMA user_version");
        if (application != CatalogSchema.ApplicationId && connection.QueryInt64("SELECT count(*) FROM sqlite_master") > 0)
            throw new IndexException($"{path} is a database of another program, not an index. Name another folder for the index.");
        if (version > CatalogSchema.Migrations.Length)
            throw new IndexException($"{path} was made by a newer version (schema {version}, this one knows {CatalogSchema.Migrations.Length}). "
                + "Update the program, or name another folder for the index.");
        return application == CatalogSchema.ApplicationId ? version : 0;
    }

    /// <summary>Runs <paramref name="work"/>; what SQLite has against it is said in words of ours.</summary>
    public T Attempt<T>(Func<T> work) => Attempt(_path, work);

    /// <inheritdoc cref="Attempt{T}(Func{T})"/>
    public static T Attempt<T>(string path, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException e)
        {
            throw new IndexException($"{path}: {e.SqliteErrorCode switch
            {
                SqliteError.Corrupt or SqliteError.NotADatabase => "the catalog is damaged or not a catalog. Run 'search doctor --repair', which saves what can be read; or restore it from a copy.",
                SqliteError.Full => "the disk is full. Make room; what was committed before is kept.",
                SqliteError.ReadOnly or SqliteError.CannotOpen => "the catalog cannot be opened. Check that the folder exists and that you may write to it.",
                SqliteError.Busy or SqliteError.Locked => "another program holds the catalog. Close it and try again.",
                _ => "the catalog cannot be read or written.",
            }} (SQLite says: {e.Message})", e);
        }
    }
}
