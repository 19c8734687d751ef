namespace SearchEngine.Index.Filters;

/// <summary>What one filter asks of a document: to meet any of some tests, or, negated, none.</summary>
/// <param name="Source">The filter as it was written.</param>
/// <param name="IsNegated">Whether it asks for the documents that meet no test.</param>
internal abstract record FilterCondition(string Source, bool IsNegated);

/// <summary>A front-matter field has a value that meets a test.</summary>
/// <param name="Source">The filter as it was written.</param>
/// <param name="Negated">Whether it asks for the documents that meet no test.</param>
/// <param name="Field">The field's name, in lower case.</param>
/// <param name="Tests">What a value may meet.</param>
internal sealed record FieldCondition(string Source, bool Negated, string Field, IReadOnlyList<ValueTest> Tests) : FilterCondition(Source, Negated);

/// <summary>The path matches a glob.</summary>
/// <param name="Source">The filter as it was written.</param>
/// <param name="Negated">Whether it asks for the documents that meet no test.</param>
/// <param name="Globs">What a path may match.</param>
internal sealed record PathCondition(string Source, bool Negated, IReadOnlyList<PathGlob> Globs) : FilterCondition(Source, Negated)
{
    /// <summary>Whether a glob matches <paramref name="path"/>.</summary>
    public bool MatchesAny(string path)
    {
        foreach (PathGlob glob in Globs)
        {
            if (glob.Matches(path)) return true;
        }
        return false;
    }
}

/// <summary>The document is in a collection.</summary>
/// <param name="Source">The filter as it was written.</param>
/// <param name="Negated">Whether it asks for the documents that meet no test.</param>
/// <param name="Names">What a collection's name may be: <see cref="ValueEquals"/> or <see cref="ValueStartsWith"/>.</param>
internal sealed record CollectionCondition(string Source, bool Negated, IReadOnlyList<ValueTest> Names) : FilterCondition(Source, Negated);

/// <summary>The document was modified within a time.</summary>
/// <param name="Source">The filter as it was written.</param>
/// <param name="Negated">Whether it asks for the documents that meet no test.</param>
/// <param name="Periods">When it may have been modified.</param>
internal sealed record TimeCondition(string Source, bool Negated, IReadOnlyList<TimePeriod> Periods) : FilterCondition(Source, Negated);
