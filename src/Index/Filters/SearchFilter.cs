namespace SearchEngine.Index.Filters;

/// <summary>
/// Conditions that a document must meet to be found. They are evaluated for every document before the search, so no
/// hit is lost to a better one that the filter excludes. Immutable.
/// </summary>
/// <remarks>
/// A filter is a name, an operator and a value: <c>tag=finance</c>. Names are those of front-matter fields, and
/// <c>path</c>, <c>collection</c> and <c>modified</c>; a field with one of these three names is written
/// <c>field:path</c>.
/// <list type="bullet">
/// <item>
/// <c>=</c> matches any of the values: <c>tag=finance,tax</c>; <c>!=</c> matches none of them, which includes
/// documents without the field.
/// </item>
/// <item><c>&lt; &lt;= &gt; &gt;=</c> and ranges, including both ends: <c>year=2020..2024</c>, <c>year=2020..</c>,
/// <c>year=..2024</c>. Numbers are compared as numbers, other values as text, so ISO dates are ordered by time. A
/// range that ends with a year, month or day includes all of it.</item>
/// <item><c>*</c> at the end of a value matches any continuation: <c>author=Ann*</c>; on its own it matches any value.</item>
/// <item><c>path=</c> takes a glob: <c>*</c> within a folder, <c>**</c> across folders, <c>?</c>, <c>[a-z]</c>, and
/// <c>folder/</c> for everything in a folder. Without a slash it matches the file name in any folder.</item>
/// <item><c>modified=</c> takes a year, month, day or time (<c>2024</c>, <c>2024-05</c>, <c>2024-05-17</c>,
/// <c>2024-05-17T12:30</c>; local time unless it ends with Z or an offset), or a maximum age: <c>7d</c>, <c>3w</c>,
/// <c>2m</c>, <c>1y</c>.</item>
/// <item>Characters in quotes are literal: <c>author="Smith, Ann"</c>. A quote itself is written twice.</item>
/// </list>
/// Names and values are compared without regard to case, paths with regard to it.
/// </remarks>
public sealed class SearchFilter
{
    private SearchFilter(FilterCondition[] conditions) => Conditions = conditions;

    internal IReadOnlyList<FilterCondition> Conditions { get; }

    /// <summary>Parses filters, all of which a document must meet.</summary>
    /// <param name="filters">Each a name, an operator and a value, such as <c>tag=finance</c>.</param>
    /// <returns>The combined filter.</returns>
    /// <exception cref="FilterException">A filter cannot be parsed.</exception>
    public static SearchFilter Parse(params ReadOnlySpan<string> filters)
    {
        FilterCondition[] conditions = new FilterCondition[filters.Length];
        for (int i = 0; i < filters.Length; i++) conditions[i] = FilterParser.Parse(filters[i]);
        return new SearchFilter(conditions);
    }

    /// <summary>Returns the filters as they were written, joined by "and".</summary>
    public override string ToString() => string.Join(" and ", Conditions.Select(condition => condition.Source));
}
