using SearchEngine.Index.Catalog;

namespace SearchEngine.Index.Filters;

/// <summary>Finds by index the documents that have a value of a field, those included that are no longer there.</summary>
internal static class FieldMatcher
{
    private const string SelectByName = "SELECT document FROM fields WHERE name = $1 AND ";

    /// <summary>Values of two bounds that are years: a field of dates is meant as well as one of years.</summary>
    private const string IsoDatesOnly = "value GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]*' AND ";

    /// <summary>Most names that a message lists.</summary>
    private const int MaxListedNames = 20;

    /// <exception cref="FilterException">No document has such a field.</exception>
    public static DocumentSet Find(CatalogConnection db, FieldCondition condition)
    {
        if (db.QueryString("SELECT name FROM fields WHERE name = $1 LIMIT 1", condition.Field) is null) throw UnknownField(db, condition);
        return DocumentSet.From(condition.Tests.SelectMany(test => Find(db, condition.Field, test)));
    }

    private static IEnumerable<long> Find(CatalogConnection db, string field, ValueTest test) => test switch
    {
        ValueEquals { Text: var text } => FieldTable.ParseNumberOrNull(text) is { } number
            ? QueryIds(db, SelectByName + "number = $2", field, number)
            : QueryIds(db, SelectByName + "value = $2", field, text),
        ValueStartsWith { Text: var text } => QueryIds(db, SelectByName + "value >= $2 AND value < $3", field, text, text + CodePointOrder.LastCodePoint),
        ValueInRange { IsNumeric: true } range => FindNumbers(db, field, range).Concat(range.IsYears ? FindTexts(db, field, range, IsoDatesOnly) : []),
        ValueInRange range => FindTexts(db, field, range, ""),
        _ => throw new ArgumentOutOfRangeException(nameof(test), test, "a test of no kind that there is"),
    };

    private static IEnumerable<long> FindNumbers(CatalogConnection db, string field, ValueInRange range) => (range.From, range.To) switch
    {
        ({ } from, { } to) => QueryIds(db, $"{SelectByName}number {LowerOperator(from)} $2 AND number {UpperOperator(to)} $3", field, from.Number, to.Number),
        ({ } from, null) => QueryIds(db, $"{SelectByName}number {LowerOperator(from)} $2", field, from.Number),
        (_, var to) => QueryIds(db, $"{SelectByName}number {UpperOperator(to!)} $2", field, to!.Number),
    };

    private static IEnumerable<long> FindTexts(CatalogConnection db, string field, ValueInRange range, string also)
    {
        // All of a year lies behind what it begins with, so it is above only from its last text on, and below up to it.
        string? first = range.From is { IsInclusive: false } from ? from.LastText : range.From?.Text, last = range.To is { IsInclusive: true } to ? to.LastText : range.To?.Text;
        return (first, last) switch
        {
            ({ }, { }) => QueryIds(db, $"{SelectByName}{also}value {LowerOperator(range.From!)} $2 AND value {UpperOperator(range.To!)} $3", field, first, last),
            ({ }, null) => QueryIds(db, $"{SelectByName}{also}value {LowerOperator(range.From!)} $2", field, first),
            _ => QueryIds(db, $"{SelectByName}{also}value {UpperOperator(range.To!)} $2", field, last),
        };
    }

    private static string LowerOperator(ValueBound bound) => bound.IsInclusive ? ">=" : ">";

    private static string UpperOperator(ValueBound bound) => bound.IsInclusive ? "<=" : "<";

    private static IEnumerable<long> QueryIds(CatalogConnection db, string sql, params object?[] values) => ChunkTable.QueryIds(db, sql, values);

    private static FilterException UnknownField(CatalogConnection db, FieldCondition condition)
    {
        List<string> names = [];
        for (string? name = ""; names.Count <= MaxListedNames && (name = db.QueryString("SELECT min(name) FROM fields WHERE name > $1", name)) is not null;) names.Add(name);
        string known = names.Count > MaxListedNames ? string.Join(", ", names.Take(MaxListedNames)) + ", and more" : string.Join(", ", names);
        return new FilterException(condition.Source, $"there is no field '{condition.Field}'; "
            + (names.Count > 0 ? $"the index has: {known}" : "no document of the index has fields, so only path, collection and modified can be asked for"));
    }
}
