using Lucene.Net.Index;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Lexical;

/// <summary>Translates Lucene's exceptions for damaged files.</summary>
internal static class LuceneErrors
{
    /// <summary>Runs an operation on the index in <paramref name="folder"/>.</summary>
    /// <exception cref="DamagedIndexException">A file of the index is missing, incomplete or damaged.</exception>
    public static T Translate<T>(string folder, Func<T> operation)
    {
        try
        {
            return operation();
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw new DamagedIndexException(folder, e.Message, e);
        }
    }

    /// <inheritdoc cref="Translate{T}"/>
    public static void Translate(string folder, Action operation) => Translate(folder, () =>
    {
        operation();
        return true;
    });

    private static bool IsDamage(Exception e) => e is CorruptIndexException
        or IndexFormatTooOldException
        or IndexFormatTooNewException
        or EndOfStreamException
        or FileNotFoundException;
}
