using SearchEngine.Index.Catalog;

namespace SearchEngine.Index.Filters;

/// <summary>
/// Parses a filter: a name, an operator, and one or more values. <see cref="SearchFilter"/> describes their meaning.
/// </summary>
internal static class FilterParser
{
    private const string FieldPrefix = "field:";
    private const string Syntax = "a filter is a name, one of = != < <= > >=, and a value, such as tag=finance";

    /// <exception cref="FilterException">The filter cannot be parsed.</exception>
    public static FilterCondition Parse(string filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        FilterText whole = FilterText.Parse(filter);
        if (whole.Slice(0, whole.Length).Length == 0) throw new FilterException(filter, $"it is empty; {Syntax}");
        int index = whole.IndexOfAny("=<>");
        if (index < 0) throw new FilterException(filter, $"the operator is missing; {Syntax}");

        char comparison = whole[index].Value;
        bool isNegated = comparison == '=' && whole.IsUnquoted(index - 1, "!");
        bool orEqual = comparison != '=' && whole.IsUnquoted(index + 1, "=");
        FilterText name = whole.Slice(0, isNegated ? index - 1 : index);
        FilterText values = whole.Slice(orEqual ? index + 2 : index + 1, whole.Length);
        if (name.Length == 0) throw MissingName(filter, name.Position);
        if (values.IsUnquoted(0, "=<>"))
        {
            throw new FilterException(filter, $"'{values[0].Value}' at character {values.Position} cannot start a value; {Syntax}. "
                + "Put quotes around a value that starts with it");
        }
        FilterValueParser parser = new(SplitValues(values, comparison), comparison, orEqual);
        return FieldTable.Fold(name.Text) switch
        {
            "path" => new PathCondition(filter, isNegated, parser.ParseGlobs("path")),
            "collection" => new CollectionCondition(filter, isNegated, parser.ParseNames("collection")),
            "modified" => new TimeCondition(filter, isNegated, parser.ParsePeriods()),
            FieldPrefix => throw MissingName(filter, whole[index].Position),
            var field when field.StartsWith(FieldPrefix, StringComparison.Ordinal) =>
                new FieldCondition(filter, isNegated, field[FieldPrefix.Length..].TrimStart(), parser.ParseTests()),
            var field => new FieldCondition(filter, isNegated, field, parser.ParseTests()),
        };
    }

    private static FilterException MissingName(string filter, int position) =>
        new(filter, $"the name is missing at character {position}; {Syntax}");

    /// <summary>Splits the values at commas. Ordering operators take only one value.</summary>
    private static List<FilterText> SplitValues(FilterText values, char comparison)
    {
        List<FilterText> parts = [];
        int start = 0;
        while (true)
        {
            int comma = values.IndexOfAny(",", start);
            FilterText part = values.Slice(start, comma < 0 ? values.Length : comma);
            if (part.Length == 0) throw values.CreateError($"a value is missing at character {part.Position}; {Syntax}");
            parts.Add(part);
            if (comma < 0) return parts;
            if (comparison != '=')
            {
                throw values.CreateError($"'{comparison}' takes only one value, "
                    + $"but there is a comma at character {values[comma].Position}; put it in quotes if it is part of the value");
            }
            start = comma + 1;
        }
    }
}
