using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Files;

namespace SearchEngine.VectorStore;

/// <summary>The database file of a vector store: any number of readers, each on one state of it, and one writer at a time, in this process or another.</summary>
internal sealed class RecordDatabase(string path) : IDisposable
{
    /// <summary>"SEvs", so that the database of another program is not taken for one of ours.</summary>
    private const long ApplicationId = 0x53457673;

    private readonly string _path = Path.GetFullPath(path);
    private readonly ConcurrentBag<CatalogConnection> _idle = [];
    private readonly ConcurrentDictionary<(long Table, string Column), VectorMatrix> _matrices = [];
    private volatile bool _disposed;

    public string Name => Path.GetFileName(_path);

    public Task<T> ReadAsync<T>(Func<CatalogConnection, T> work, CancellationToken cancellation) => Task.Run(() => Run(work, write: false), cancellation);

    /// <summary>Runs <paramref name="work"/> as one transaction: all of it is kept, or nothing.</summary>
    public Task<T> WriteAsync<T>(Func<CatalogConnection, T> work, CancellationToken cancellation) => Task.Run(() => Run(work, write: true), cancellation);

    /// <summary>A property's vectors; read from the database where the collection has changed since.</summary>
    public VectorMatrix GetMatrix(CatalogConnection connection, RecordTable table, string column, int dimensions, CancellationToken cancellation)
    {
        if (_matrices.TryGetValue((table.Id, column), out VectorMatrix? known) && known.Version == table.Version) return known;
        return _matrices[(table.Id, column)] = VectorMatrix.Load(connection, table, column, dimensions, cancellation);
    }

    public void DropMatrices(long table)
    {
        foreach ((long, string) key in _matrices.Keys.Where(key => key.Table == table)) _matrices.TryRemove(key, out _);
    }

    public void Dispose()
    {
        _disposed = true;
        while (_idle.TryTake(out CatalogConnection? connection)) connection.Dispose();
        _matrices.Clear();
    }

    private T Run<T>(Func<CatalogConnection, T> work, bool write) => ErrorTranslation.Run(_path, () =>
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(SearchVectorStore));
        CatalogConnection connection = _idle.TryTake(out CatalogConnection? idle) ? idle : Open();
        try
        {
            connection.BeginTransaction(write);
            T result = work(connection);
            if (write) connection.Commit();
            return result;
        }
        finally
        {
            connection.EndTransaction();
            _idle.Add(connection);
            if (_disposed) Dispose();
        }
    });

    private CatalogConnection Open()
    {
        string folder = Path.GetDirectoryName(_path)!;
        // As with an index, what is made for it is the user's alone.
        if (!Directory.Exists(folder)) _ = OperatingSystem.IsWindows() ? Directory.CreateDirectory(folder) : Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        CatalogConnection connection = new(_path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            Collations.Register(connection);
            long application = connection.QueryInt64("PRAGMA application_id");
            if (application == ApplicationId) return connection;
            if (application != 0 || connection.QueryInt64("SELECT count(*) FROM sqlite_master") > 0) throw new IndexException($"{_path} is a database of another program, not a vector store. Name another file for it.");
            connection.Execute($"PRAGMA journal_mode = WAL; {RecordTable.Schema}; PRAGMA application_id = {ApplicationId}");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
