namespace SearchEngine.Index.Filters;

/// <summary>
/// The condition that one filter puts on a document: it must pass one of several tests or, negated, none of them.
/// </summary>
/// <param name="Source">The filter as it was written.</param>
/// <param name="IsNegated">Whether documents must pass none of the tests.</param>
internal abstract record FilterCondition(string Source, bool IsNegated);

/// <summary>A front-matter field has a value that passes a test.</summary>
/// <param name="Source">The filter as it was written.</param>
/// <param name="IsNegated">Whether documents must pass none of the tests.</param>
/// <param name="Field">The field's name, in lower case.</param>
/// <param name="Tests">The tests on the value.</param>
internal sealed record FieldCondition(string Source, bool IsNegated, string Field, IReadOnlyList<ValueTest> Tests)
    : FilterCondition(Source, IsNegated);

/// <summary>The path matches a glob.</summary>
/// <param name="Source">The filter as it was written.</param>
/// <param name="IsNegated">Whether documents must match none of the globs.</param>
/// <param name="Globs">The globs.</param>
internal sealed record PathCondition(string Source, bool IsNegated, IReadOnlyList<PathGlob> Globs) : FilterCondition(Source, IsNegated)
{
    /// <summary>Returns whether one of the globs matches <paramref name="path"/>.</summary>
    public bool MatchesAny(string path)
    {
        foreach (PathGlob glob in Globs)
        {
            if (glob.Matches(path)) return true;
        }
        return false;
    }
}

/// <summary>The document belongs to a collection.</summary>
/// <param name="Source">The filter as it was written.</param>
/// <param name="IsNegated">Whether documents must belong to none of them.</param>
/// <param name="Names">Tests on the collection's name: <see cref="ValueEquals"/> or <see cref="ValueStartsWith"/>.</param>
internal sealed record CollectionCondition(string Source, bool IsNegated, IReadOnlyList<ValueTest> Names)
    : FilterCondition(Source, IsNegated);

/// <summary>The document was modified within a period.</summary>
/// <param name="Source">The filter as it was written.</param>
/// <param name="IsNegated">Whether documents must be modified in none of the periods.</param>
/// <param name="Periods">The periods.</param>
internal sealed record TimeCondition(string Source, bool IsNegated, IReadOnlyList<TimePeriod> Periods) : FilterCondition(Source, IsNegated);
