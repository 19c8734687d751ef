using SearchEngine.Index.Catalog;

namespace SearchEngine.Index.Filters;

/// <summary>
/// Finds the documents with a matching field value, using the database's indexes. Removed documents are included.
/// </summary>
internal static class FieldMatcher
{
    private const string SelectByName = "SELECT document FROM fields WHERE name = $1 AND ";

    /// <summary>
    /// Restricts values to dates. Used when both bounds are years, which may be compared with a field of dates as
    /// well as with one of years.
    /// </summary>
    private const string IsoDatesOnly = "value GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]*' AND ";

    /// <summary>The maximum number of field names that a message lists.</summary>
    private const int MaxListedNames = 20;

    /// <exception cref="FilterException">No document has this field.</exception>
    public static DocumentSet Find(CatalogConnection db, FieldCondition condition)
    {
        if (db.QueryString("SELECT name FROM fields WHERE name = $1 LIMIT 1", condition.Field) is null) throw UnknownField(db, condition);
        return DocumentSet.From(condition.Tests.SelectMany(test => Find(db, condition.Field, test)));
    }

    private static IEnumerable<long> Find(CatalogConnection db, string field, ValueTest test) => test switch
    {
        ValueEquals value => FindEqual(db, field, value.Text),
        ValueStartsWith { Text: var text } =>
            QueryIds(db, SelectByName + "value >= $2 AND value < $3", field, text, text + CodePointOrder.LastCodePoint),
        ValueInRange { IsYears: true } range => FindNumbers(db, field, range).Concat(FindTexts(db, field, range, IsoDatesOnly)),
        ValueInRange { IsNumeric: true } range => FindNumbers(db, field, range),
        ValueInRange range => FindTexts(db, field, range, ""),
        _ => throw new ArgumentOutOfRangeException(nameof(test), test, "The kind of test is not supported."),
    };

    private static IEnumerable<long> FindEqual(CatalogConnection db, string field, string text) =>
        FieldTable.ParseNumberOrNull(text) is { } number
            ? QueryIds(db, SelectByName + "number = $2", field, number)
            : QueryIds(db, SelectByName + "value = $2", field, text);

    private static IEnumerable<long> FindNumbers(CatalogConnection db, string field, ValueInRange range) => (range.From, range.To) switch
    {
        ({ } from, { } to) => QueryIds(
            db, $"{SelectByName}number {LowerOperator(from)} $2 AND number {UpperOperator(to)} $3", field, from.Number, to.Number),
        ({ } from, null) => QueryIds(db, $"{SelectByName}number {LowerOperator(from)} $2", field, from.Number),
        (_, var to) => QueryIds(db, $"{SelectByName}number {UpperOperator(to!)} $2", field, to!.Number),
    };

    private static IEnumerable<long> FindTexts(CatalogConnection db, string field, ValueInRange range, string restriction)
    {
        // A year includes every text that starts with it, so "above it" begins after the last of them, and "up to
        // it" includes them.
        string? first = range.From is { IsInclusive: false } from ? from.LastText : range.From?.Text;
        string? last = range.To is { IsInclusive: true } to ? to.LastText : range.To?.Text;
        string select = SelectByName + restriction;
        return (first, last) switch
        {
            ({ }, { }) => QueryIds(
                db, $"{select}value {LowerOperator(range.From!)} $2 AND value {UpperOperator(range.To!)} $3", field, first, last),
            ({ }, null) => QueryIds(db, $"{select}value {LowerOperator(range.From!)} $2", field, first),
            _ => QueryIds(db, $"{select}value {UpperOperator(range.To!)} $2", field, last),
        };
    }

    private static string LowerOperator(ValueBound bound) => bound.IsInclusive ? ">=" : ">";

    private static string UpperOperator(ValueBound bound) => bound.IsInclusive ? "<=" : "<";

    private static IEnumerable<long> QueryIds(CatalogConnection db, string sql, params object?[] values) =>
        ChunkTable.QueryIds(db, sql, values);

    private static FilterException UnknownField(CatalogConnection db, FieldCondition condition)
    {
        List<string> names = ReadFieldNames(db, MaxListedNames + 1);
        string list = string.Join(", ", names.Take(MaxListedNames)) + (names.Count > MaxListedNames ? ", and more" : "");
        string explanation = names.Count > 0
            ? $"the index has: {list}"
            : "no document in the index has fields, so filters can only use path, collection and modified";
        return new FilterException(condition.Source, $"there is no field '{condition.Field}'; {explanation}");
    }

    private static List<string> ReadFieldNames(CatalogConnection db, int count)
    {
        List<string> names = [];
        string? name = "";
        while (names.Count < count)
        {
            name = db.QueryString("SELECT min(name) FROM fields WHERE name > $1", name);
            if (name is null) break;
            names.Add(name);
        }
        return names;
    }
}
