using Lucene.Net.Index;
using Microsoft.Data.Sqlite;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Files;

/// <summary>
/// Turns errors of the operating system, SQLite and Lucene into an <see cref="IndexException"/> that says what to do.
/// </summary>
internal static class ErrorTranslation
{
    /// <summary>Runs <paramref name="work"/> and translates file system and SQLite errors.</summary>
    /// <param name="path">The file or folder that is read or written.</param>
    /// <param name="work">What to do with it.</param>
    /// <param name="database">The database, where <paramref name="path"/> is the folder that contains it.</param>
    /// <exception cref="IndexException">The file system or SQLite reported an error.</exception>
    public static T Run<T>(string path, Func<T> work, string? database = null)
    {
        try
        {
            return work();
        }
        catch (SqliteException e)
        {
            throw new IndexException($"{database ?? path}: {Explain(e)} (SQLite says: {e.Message})", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IndexException($"{path} cannot be read or written: {e.Message} Check the disk's free space and the permissions.", e);
        }
    }

    /// <inheritdoc cref="Run{T}"/>
    public static void Run(string path, Action work, string? database = null) => Run(path, () => Invoke(work), database);

    /// <summary>
    /// Runs <paramref name="work"/> on the Lucene index in <paramref name="folder"/> and translates the errors that
    /// mean damage.
    /// </summary>
    /// <exception cref="DamagedIndexException">Lucene cannot read its files.</exception>
    public static T RunLucene<T>(string folder, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (IsLuceneDamage(e))
        {
            throw new DamagedIndexException(folder, e.Message, e);
        }
    }

    /// <inheritdoc cref="RunLucene{T}"/>
    public static void RunLucene(string folder, Action work) => RunLucene(folder, () => Invoke(work));

    private static bool Invoke(Action work)
    {
        work();
        return true;
    }

    private static bool IsLuceneDamage(Exception e) =>
        e is CorruptIndexException or IndexFormatTooOldException or IndexFormatTooNewException
            or EndOfStreamException or FileNotFoundException;

    private static string Explain(SqliteException e) => e.SqliteErrorCode switch
    {
        SqliteError.Corrupt or SqliteError.NotADatabase =>
            "the catalog is damaged, or is not a catalog. Run 'search doctor --repair' to save what can be read, or restore a backup.",
        SqliteError.Full => "the disk is full. Free some space; everything committed before is kept.",
        SqliteError.ReadOnly or SqliteError.CannotOpen =>
            "the catalog cannot be opened. Check that the folder exists and that you may write to it.",
        SqliteError.Busy or SqliteError.Locked => "another program is using the catalog. Close it and try again.",
        _ => "the catalog cannot be read or written.",
    };
}
