using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Files;

namespace SearchEngine.VectorStore;

/// <summary>
/// The database file of a vector store: any number of concurrent readers, each with a consistent snapshot, and one writer at a time, across
/// processes.
/// </summary>
internal sealed class RecordDatabase(string path) : IDisposable
{
    /// <summary>"SEvs", which tells a vector store from the database of another program.</summary>
    private const long ApplicationId = 0x53457673;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly string _path = Path.GetFullPath(path);
    private readonly ConcurrentBag<CatalogConnection> _idle = [];
    private readonly ConcurrentDictionary<(long Table, string Column), VectorMatrix> _matrices = [];
    private volatile bool _disposed;

    public string Name => Path.GetFileName(_path);

    public Task<T> ReadAsync<T>(Func<CatalogConnection, T> work, CancellationToken cancellation) =>
        Task.Run(() => Run(work, write: false), cancellation);

    /// <summary>Runs <paramref name="work"/> in a transaction, which is rolled back if it throws.</summary>
    public Task<T> WriteAsync<T>(Func<CatalogConnection, T> work, CancellationToken cancellation) =>
        Task.Run(() => Run(work, write: true), cancellation);

    /// <summary>Returns the vectors of a column, loaded again if the collection has changed.</summary>
    public VectorMatrix GetMatrix(
        CatalogConnection connection,
        RecordTable table,
        string column,
        int dimensions,
        CancellationToken cancellation)
    {
        if (_matrices.TryGetValue((table.Id, column), out VectorMatrix? cached) && cached.Version == table.Version) return cached;
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
        CreateFolder(Path.GetDirectoryName(_path)!);
        CatalogConnection connection = new(_path, SqliteOpenMode.ReadWriteCreate);
        try
        {
            Collations.Register(connection);
            Initialize(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void Initialize(CatalogConnection connection)
    {
        long applicationId = connection.QueryInt64("PRAGMA application_id");
        if (applicationId == ApplicationId) return;
        if (applicationId != 0 || connection.QueryInt64("SELECT count(*) FROM sqlite_master") > 0)
        {
            throw new IndexException($"{_path} is a database of another program, not a vector store. Choose another file.");
        }
        connection.Execute($"PRAGMA journal_mode = WAL; {RecordTable.Schema}; PRAGMA application_id = {ApplicationId}");
    }

    /// <summary>Creates the folder with access for its owner only, as for an index.</summary>
    private static void CreateFolder(string folder)
    {
        if (Directory.Exists(folder)) return;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, OwnerOnly);
    }
}
