using Lucene.Net.Index;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Lexical;

/// <summary>Lucene's ways of saying that its files are damaged.</summary>
internal static class LuceneErrors
{
    /// <summary>Runs <paramref name="work"/> on the index in <paramref name="folder"/>.</summary>
    /// <exception cref="DamagedIndexException">The index is damaged.</exception>
    public static T Translate<T>(string folder, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is CorruptIndexException or IndexFormatTooOldException or IndexFormatTooNewException or EndOfStreamException or FileNotFoundException)
        {
            throw new DamagedIndexException(folder, e.Message, e);
        }
    }
}
