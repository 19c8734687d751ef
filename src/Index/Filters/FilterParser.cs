using SearchEngine.Index.Catalog;

namespace SearchEngine.Index.Filters;

/// <summary>Reads a filter: a name, an operator, and one or more values. <see cref="SearchFilter"/> says what they mean.</summary>
internal static class FilterParser
{
    private const string FieldPrefix = "field:";
    private const string Syntax = "a filter is a name, one of = != < <= > >=, and a value, such as tag=finance";

    /// <exception cref="FilterException">It cannot be read.</exception>
    public static FilterCondition Parse(string filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        FilterText whole = FilterText.Parse(filter);
        if (whole.Slice(0, whole.Length).Length == 0) throw new FilterException(filter, $"there is nothing in it; {Syntax}");
        int at = whole.IndexOfAny("=<>");
        if (at < 0) throw new FilterException(filter, $"there is no operator; {Syntax}");

        bool negated = whole[at].Value == '=' && whole.IsUnquoted(at - 1, "!");
        bool orEqual = whole[at].Value != '=' && whole.IsUnquoted(at + 1, "=");
        FilterText name = whole.Slice(0, negated ? at - 1 : at), values = whole.Slice(orEqual ? at + 2 : at + 1, whole.Length);
        if (name.Length == 0) throw new FilterException(filter, $"the name is missing at character {name.Position}; {Syntax}");
        if (values.IsUnquoted(0, "=<>"))
            throw new FilterException(filter, $"'{values[0].Value}' at character {values.Position} cannot begin a value; {Syntax}, with quotes around a value that begins so");
        char order = whole[at].Value;
        FilterValueParser reader = new(SplitValues(values, order), order, orEqual);
        return FieldTable.Fold(name.Text) switch
        {
            "path" => new PathCondition(filter, negated, reader.ParseGlobs("path")),
            "collection" => new CollectionCondition(filter, negated, reader.ParseNames("collection")),
            "modified" => new TimeCondition(filter, negated, reader.ParsePeriods()),
            FieldPrefix => throw new FilterException(filter, $"the name is missing at character {whole[at].Position}; {Syntax}"),
            var field when field.StartsWith(FieldPrefix, StringComparison.Ordinal) => new FieldCondition(filter, negated, field[FieldPrefix.Length..].TrimStart(), reader.ParseTests()),
            var field => new FieldCondition(filter, negated, field, reader.ParseTests()),
        };
    }

    /// <summary>The values between the commas; an operator that compares has one.</summary>
    private static List<FilterText> SplitValues(FilterText values, char order)
    {
        List<FilterText> parts = [];
        for (int start = 0; ;)
        {
            int comma = values.IndexOfAny(",", start), end = comma < 0 ? values.Length : comma;
            FilterText part = values.Slice(start, end);
            if (part.Length == 0) throw values.CreateError($"a value is missing at character {part.Position}; {Syntax}");
            parts.Add(part);
            if (comma < 0) return parts;
            if (order != '=') throw values.CreateError($"'{order}' takes one value, and there is a comma at character {values[comma].Position}; put it in quotes where it is part of the value");
            start = comma + 1;
        }
    }
}
