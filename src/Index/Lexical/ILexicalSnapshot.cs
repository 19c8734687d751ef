using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Lexical;

/// <summary>One commit of a lexical index, which stays as it is while the index moves on. Safe for many threads.</summary>
internal interface ILexicalSnapshot : IDisposable
{
    /// <summary>What it was made from.</summary>
    DerivedStamp Stamp { get; }

    /// <summary>How many chunks can be found.</summary>
    int Count { get; }

    /// <summary>The chunks that match a query best.</summary>
    /// <param name="query">Words; <c>"words in a row"</c> must occur, <c>-word</c> must not; in a query of more than a dozen words neither has a meaning. Nothing else has, so no query is in error.</param>
    /// <param name="count">At most so many hits.</param>
    /// <param name="filter">Only these chunks; null for all.</param>
    /// <param name="feedback">Passages that were found for the query at first: the terms that tell most of them are searched too, with scores of another scale. Null for none.</param>
    /// <returns>Hits, best first, ties by chunk id.</returns>
    /// <exception cref="IndexException">A part of the index is damaged.</exception>
    IReadOnlyList<Hit> Search(string query, int count, ChunkFilter? filter = null, IReadOnlyList<FeedbackPassage>? feedback = null);

    /// <summary>Scores hits anew by how much of the query is in them, and whether words that follow each other in it stand near each other.</summary>
    /// <param name="query">As for <see cref="Search"/>.</param>
    /// <param name="hits">What <see cref="Search"/> found, without feedback.</param>
    /// <returns>The same hits, best first, ties by chunk id.</returns>
    /// <exception cref="IndexException">A part of the index is damaged.</exception>
    IReadOnlyList<Hit> RescoreByProximity(string query, IReadOnlyList<Hit> hits);

    /// <summary>Reads a query's phrases and exclusions, for a search that does not go by words.</summary>
    /// <param name="query">As for <see cref="Search"/>.</param>
    /// <exception cref="IndexException">A part of the index is damaged.</exception>
    QueryConditions Interpret(string query);

    /// <summary>The words of a query, to be found again in what was found.</summary>
    /// <param name="query">As for <see cref="Search"/>.</param>
    /// <exception cref="IndexException">A part of the index is damaged.</exception>
    QueryTermMatcher CreateTermMatcher(string query);
}
