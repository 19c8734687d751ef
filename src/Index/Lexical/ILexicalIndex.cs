namespace SearchEngine.Index.Lexical;

/// <summary>
/// Finds chunks by their words. Derived from the catalog: it can be thrown away. Any number of threads may search while one updates; a search sees the
/// last commit before it began.
/// </summary>
public interface ILexicalIndex : IDisposable
{
    /// <summary>What the index was made from.</summary>
    DerivedStamp Stamp { get; }

    /// <summary>How many chunks can be found.</summary>
    int Count { get; }

    /// <summary>The chunks that match a query best.</summary>
    /// <param name="query">Words; <c>"words in a row"</c> must occur, <c>-word</c> must not; in a query of more than a dozen words neither has a meaning. Nothing else has, so no query is in error.</param>
    /// <param name="count">At most so many hits.</param>
    /// <param name="filter">Only these chunks; null for all.</param>
    /// <returns>Hits, best first, ties by chunk id.</returns>
    /// <exception cref="IndexException">A part of the index is damaged.</exception>
    IReadOnlyList<Hit> Search(string query, int count, ChunkFilter? filter = null);

    /// <summary>Reads a query's phrases and exclusions, for a search that does not go by words.</summary>
    /// <param name="query">As for <see cref="Search"/>.</param>
    /// <exception cref="IndexException">A part of the index is damaged.</exception>
    QueryConditions Interpret(string query);

    /// <summary>Takes out and puts in, then commits under <paramref name="stamp"/>, all at once. Another source than before starts from nothing.</summary>
    /// <param name="removed">Ids of chunks that are gone; unknown ones do no harm.</param>
    /// <param name="added">Chunks that are not in the index.</param>
    /// <param name="stamp">What the index then reflects.</param>
    void Update(IEnumerable<long> removed, IEnumerable<ChunkWords> added, DerivedStamp stamp);

    /// <summary>Looks for what another process has committed since.</summary>
    void Refresh();
}
