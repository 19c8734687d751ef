using SearchEngine.Index.Catalog;

namespace SearchEngine.Index.Filters;

/// <summary>Reads a filter: a name, an operator, and one or more values. <see cref="SearchFilter"/> says what they mean.</summary>
internal static class FilterParser
{
    private const string FieldPrefix = "field:";
    private const string Shape = "a filter is a name, one of = != < <= > >=, and a value, such as tag=finance";

    /// <exception cref="FilterException">It cannot be read.</exception>
    public static FilterCondition Parse(string filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        FilterWord whole = FilterWord.Read(filter);
        if (whole.Part(0, whole.Length).Length == 0) throw new FilterException(filter, $"there is nothing in it; {Shape}");
        int at = whole.IndexOfAny("=<>");
        if (at < 0) throw new FilterException(filter, $"there is no operator; {Shape}");

        bool negated = whole[at].Value == '=' && whole.Is(at - 1, "!");
        bool orEqual = whole[at].Value != '=' && whole.Is(at + 1, "=");
        FilterWord name = whole.Part(0, negated ? at - 1 : at), values = whole.Part(orEqual ? at + 2 : at + 1, whole.Length);
        if (name.Length == 0) throw new FilterException(filter, $"the name is missing at character {name.Position}; {Shape}");
        if (values.Is(0, "=<>"))
            throw new FilterException(filter, $"'{values[0].Value}' at character {values.Position} cannot begin a value; {Shape}, with quotes around a value that begins so");
        char order = whole[at].Value;
        ValueReader reader = new(Parts(values, order), order, orEqual);
        return FieldTable.Fold(name.Text) switch
        {
            "path" => new PathCondition(filter, negated, reader.Globs("path")),
            "collection" => new CollectionCondition(filter, negated, reader.Names("collection")),
            "modified" => new TimeCondition(filter, negated, reader.Periods()),
            FieldPrefix => throw new FilterException(filter, $"the name is missing at character {whole[at].Position}; {Shape}"),
            var field when field.StartsWith(FieldPrefix, StringComparison.Ordinal) => new FieldCondition(filter, negated, field[FieldPrefix.Length..].TrimStart(), reader.Tests()),
            var field => new FieldCondition(filter, negated, field, reader.Tests()),
        };
    }

    /// <summary>The values between the commas; an operator that compares has one.</summary>
    private static List<FilterWord> Parts(FilterWord values, char order)
    {
        List<FilterWord> parts = [];
        for (int start = 0; ;)
        {
            int comma = values.IndexOfAny(",", start), end = comma < 0 ? values.Length : comma;
            FilterWord part = values.Part(start, end);
            if (part.Length == 0) throw values.Error($"a value is missing at character {part.Position}; {Shape}");
            parts.Add(part);
            if (comma < 0) return parts;
            if (order != '=') throw values.Error($"'{order}' takes one value, and there is a comma at character {values[comma].Position}; put it in quotes where it is part of the value");
            start = comma + 1;
        }
    }
}
