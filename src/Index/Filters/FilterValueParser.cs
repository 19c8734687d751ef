using SearchEngine.Index.Catalog;

namespace SearchEngine.Index.Filters;

/// <summary>Parses the values of a filter as its name requires.</summary>
/// <param name="values">The values; only one for an ordering operator.</param>
/// <param name="comparison"><c>=</c>, <c>&lt;</c> or <c>&gt;</c>.</param>
/// <param name="orEqual">Whether an ordering operator includes equality.</param>
internal readonly struct FilterValueParser(IReadOnlyList<FilterText> values, char comparison, bool orEqual)
{
    private const string RangeSeparator = "..";

    public ValueTest[] ParseTests() => [.. values.Select(ParseTest)];

    /// <summary>Parses names, which may end with <c>*</c>.</summary>
    public ValueTest[] ParseNames(string filterName)
    {
        RequireEquality(filterName);
        return [.. values.Select(ParseName)];
    }

    public PathGlob[] ParseGlobs(string filterName)
    {
        RequireEquality(filterName);
        return [.. values.Select(PathGlob.Parse)];
    }

    public TimePeriod[] ParsePeriods() => [.. values.Select(ParsePeriod)];

    private void RequireEquality(string filterName)
    {
        if (comparison == '=') return;
        throw values[0].CreateError($"'{comparison}' does not work with {filterName}; use = or !=, such as {filterName}=notes*");
    }

    private ValueTest ParseTest(FilterText value)
    {
        if (comparison == '<') return new ValueInRange(null, ParseBound(value, orEqual));
        if (comparison == '>') return new ValueInRange(ParseBound(value, orEqual), null);
        if (!TrySplitRange(value, out FilterText from, out FilterText to)) return ParseName(value);
        ValueBound? first = from.Length > 0 ? ParseBound(from, true) : null;
        ValueBound? last = to.Length > 0 ? ParseBound(to, true) : null;
        ValueInRange range = new(first, last);
        return range.IsBackwards ? throw CreateBackwardsError(value, from, to) : range;
    }

    private static ValueTest ParseName(FilterText value)
    {
        int star = value.IndexOfAny("*");
        if (star < 0) return new ValueEquals(FieldTable.Fold(value.Text));
        if (star == value.Length - 1) return new ValueStartsWith(FieldTable.Fold(value.Text[..^1]));
        throw value.CreateError($"the '*' at character {value[star].Position} can only end a value; "
            + "put it in quotes if it is part of the value");
    }

    private static ValueBound ParseBound(FilterText value, bool isInclusive)
    {
        int star = value.IndexOfAny("*");
        if (star < 0) return new ValueBound(FieldTable.Fold(value.Text), isInclusive);
        throw value.CreateError($"the '*' at character {value[star].Position} cannot be compared; "
            + "put it in quotes if it is part of the value, or leave it out");
    }

    private TimePeriod ParsePeriod(FilterText value)
    {
        if (comparison == '<') return new TimePeriod(null, new TimeBound(ParseTime(value), IsEnd: orEqual));
        if (comparison == '>') return new TimePeriod(new TimeBound(ParseTime(value), IsEnd: !orEqual), null);
        if (!TrySplitRange(value, out FilterText from, out FilterText to)) return TimePeriod.For(ParseTime(value));
        TimeBound? first = from.Length > 0 ? new TimeBound(ParseTime(from), IsEnd: false) : null;
        TimeBound? last = to.Length > 0 ? new TimeBound(ParseTime(to), IsEnd: true) : null;
        TimePeriod period = new(first, last);
        (long start, long end) = period.ToTicks(TimeProvider.System);
        return start >= end ? throw CreateBackwardsError(value, from, to) : period;
    }

    private static FilterTime ParseTime(FilterText value) => FilterTime.ParseOrNull(value.Text) ?? throw value.CreateError(
        $"'{value.Text}' at character {value.Position} is not a time; "
        + "write a year, month, day or time such as 2024, 2024-05, 2024-05-17 or 2024-05-17T12:30, or an age such as 7d, 3w, 2m or 1y");

    /// <summary>Splits <c>from..to</c>.</summary>
    private static bool TrySplitRange(FilterText value, out FilterText from, out FilterText to)
    {
        (from, to) = (value, value);
        int index = value.IndexOfAny(".");
        while (index >= 0 && !value.IsUnquoted(index + 1, ".")) index = value.IndexOfAny(".", index + 1);
        if (index < 0) return false;
        (from, to) = (value.Slice(0, index), value.Slice(index + RangeSeparator.Length, value.Length));
        if (from.Length == 0 && to.Length == 0)
        {
            throw value.CreateError($"the range at character {value.Position} has no ends; "
                + "give one or both, such as 2020..2024, 2020.. or ..2024");
        }
        if (to.IsUnquoted(0, "."))
        {
            throw value.CreateError($"there are three dots at character {to.Position - RangeSeparator.Length}; "
                + "a range has two, and a value that contains dots needs quotes");
        }
        return true;
    }

    private static FilterException CreateBackwardsError(FilterText value, FilterText from, FilterText to) =>
        value.CreateError($"the range at character {value.Position} runs backwards; write {to.Text}..{from.Text}");
}
