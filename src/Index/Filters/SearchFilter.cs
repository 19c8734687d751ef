namespace SearchEngine.Index.Filters;

/// <summary>
/// What a document must be for a search to find it. Decided before the search, for every document there is, so no hit is lost to a better one that the filter leaves out. Immutable.
/// </summary>
/// <remarks>
/// A filter is a name, an operator and a value: <c>tag=finance</c>. The names of front-matter fields and <c>path</c>, <c>collection</c> and <c>modified</c>; a field of such a name is
/// <c>field:path</c>.
/// <list type="bullet">
/// <item><c>=</c> any of the values: <c>tag=finance,tax</c>; <c>!=</c> none of them, a document without the field included.</item>
/// <item><c>&lt; &lt;= &gt; &gt;=</c> and ranges, ends included: <c>year=2020..2024</c>, <c>year=2020..</c>, <c>year=..2024</c>. Numbers compare as numbers, else texts by their characters, so ISO dates by time.
/// A range that ends with a year, month or day takes in all of it.</item>
/// <item><c>*</c> ends a value of which only the beginning is known: <c>author=Ann*</c>; alone, it is any value.</item>
/// <item><c>path=</c> a glob: <c>*</c> within a folder, <c>**</c> across folders, <c>?</c>, <c>[a-z]</c>, <c>folder/</c> for all that is in one; without a slash, it is the file's name wherever the file is.</item>
/// <item><c>modified=</c> a year, month, day or time (<c>2024</c>, <c>2024-05</c>, <c>2024-05-17</c>, <c>2024-05-17T12:30</c>: local time unless it ends with Z or an offset), or how long ago
/// at most: <c>7d</c>, <c>3w</c>, <c>2m</c>, <c>1y</c>.</item>
/// <item>Between quotes, every character stands for itself: <c>author="Smith, Ann"</c>; a quote is written twice.</item>
/// </list>
/// Names and values are compared without case, paths with it.
/// </remarks>
public sealed class SearchFilter
{
    private SearchFilter(FilterCondition[] conditions) => Conditions = conditions;

    internal IReadOnlyList<FilterCondition> Conditions { get; }

    /// <summary>Reads filters, all of which a document must meet.</summary>
    /// <param name="filters">Each a name, an operator and a value, such as <c>tag=finance</c>.</param>
    /// <exception cref="FilterException">One of them cannot be read.</exception>
    public static SearchFilter Parse(params ReadOnlySpan<string> filters)
    {
        FilterCondition[] conditions = new FilterCondition[filters.Length];
        for (int i = 0; i < filters.Length; i++) conditions[i] = FilterParser.Parse(filters[i]);
        return new SearchFilter(conditions);
    }

    /// <summary>The filters as they were written.</summary>
    public override string ToString() => string.Join(" and ", Conditions.Select(condition => condition.Source));
}
