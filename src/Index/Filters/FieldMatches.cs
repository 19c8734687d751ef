using SearchEngine.Index.Catalog;

namespace SearchEngine.Index.Filters;

/// <summary>Finds by index the documents that have a value of a field, those included that are no longer there.</summary>
internal static class FieldMatches
{
    private const string Named = "SELECT document FROM fields WHERE name = $1 AND ";

    /// <summary>Values of two bounds that are years: a field of dates is meant as well as one of years.</summary>
    private const string Dates = "value GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]*' AND ";

    /// <summary>Most names that a message lists.</summary>
    private const int MostNames = 20;

    /// <exception cref="FilterException">No document has such a field.</exception>
    public static DocumentSet Find(CatalogConnection db, FieldCondition condition)
    {
        if (db.Text("SELECT name FROM fields WHERE name = $1 LIMIT 1", condition.Field) is null) throw Unknown(db, condition);
        return DocumentSet.Of(condition.Tests.SelectMany(test => Find(db, condition.Field, test)));
    }

    private static IEnumerable<long> Find(CatalogConnection db, string field, ValueTest test) => test switch
    {
        ValueIs { Text: var text } => FieldTable.Number(text) is { } number
            ? Ids(db, Named + "number = $2", field, number)
            : Ids(db, Named + "value = $2", field, text),
        ValueBegins { Text: var text } => Ids(db, Named + "value >= $2 AND value < $3", field, text, text + TextOrder.Last),
        ValueBetween { IsNumeric: true } range => Numbers(db, field, range).Concat(range.IsYears ? Texts(db, field, range, Dates) : []),
        ValueBetween range => Texts(db, field, range, ""),
        _ => throw new ArgumentOutOfRangeException(nameof(test), test, "a test of no kind that there is"),
    };

    private static IEnumerable<long> Numbers(CatalogConnection db, string field, ValueBetween range) => (range.From, range.To) switch
    {
        ({ } from, { } to) => Ids(db, $"{Named}number {Above(from)} $2 AND number {Below(to)} $3", field, from.Number, to.Number),
        ({ } from, null) => Ids(db, $"{Named}number {Above(from)} $2", field, from.Number),
        (_, var to) => Ids(db, $"{Named}number {Below(to!)} $2", field, to!.Number),
    };

    private static IEnumerable<long> Texts(CatalogConnection db, string field, ValueBetween range, string also)
    {
        // All of a year lies behind what it begins with, so it is above only from its last text on, and below up to it.
        string? first = range.From is { Inclusive: false } from ? from.LastText : range.From?.Text, last = range.To is { Inclusive: true } to ? to.LastText : range.To?.Text;
        return (first, last) switch
        {
            ({ }, { }) => Ids(db, $"{Named}{also}value {Above(range.From!)} $2 AND value {Below(range.To!)} $3", field, first, last),
            ({ }, null) => Ids(db, $"{Named}{also}value {Above(range.From!)} $2", field, first),
            _ => Ids(db, $"{Named}{also}value {Below(range.To!)} $2", field, last),
        };
    }

    private static string Above(ValueBound bound) => bound.Inclusive ? ">=" : ">";

    private static string Below(ValueBound bound) => bound.Inclusive ? "<=" : "<";

    private static IEnumerable<long> Ids(CatalogConnection db, string sql, params object?[] values) => ChunkTable.Ids(db, sql, values);

    private static FilterException Unknown(CatalogConnection db, FieldCondition condition)
    {
        List<string> names = [];
        for (string? name = ""; names.Count <= MostNames && (name = db.Text("SELECT min(name) FROM fields WHERE name > $1", name)) is not null;) names.Add(name);
        string known = names.Count > MostNames ? string.Join(", ", names.Take(MostNames)) + ", and more" : string.Join(", ", names);
        return new FilterException(condition.Source, $"there is no field '{condition.Field}'; "
            + (names.Count > 0 ? $"the index has: {known}" : "no document of the index has fields, so only path, collection and modified can be asked for"));
    }
}
