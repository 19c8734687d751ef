using SearchEngine.Index.Catalog;

namespace SearchEngine.Index.Filters;

/// <summary>Makes of the values of a filter what its name wants.</summary>
/// <param name="words">The values; one alone where they are compared.</param>
/// <param name="order"><c>=</c>, <c>&lt;</c> or <c>&gt;</c>.</param>
/// <param name="orEqual">Whether equality is good too.</param>
internal readonly struct FilterValueParser(IReadOnlyList<FilterText> words, char order, bool orEqual)
{
    private const string RangeSeparator = "..";

    public ValueTest[] ParseTests() => [.. words.Select(ParseTest)];

    /// <summary>Names, of which the end may be left open.</summary>
    public ValueTest[] ParseNames(string what)
    {
        RequireEquality(what);
        return [.. words.Select(ParseName)];
    }

    public PathGlob[] ParseGlobs(string what)
    {
        RequireEquality(what);
        return [.. words.Select(PathGlob.Parse)];
    }

    public TimePeriod[] ParsePeriods() => [.. words.Select(ParsePeriod)];

    private void RequireEquality(string what)
    {
        if (order != '=') throw words[0].CreateError($"'{order}' says nothing of a {what}; it is compared with = or !=, such as {what}=notes*");
    }

    private ValueTest ParseTest(FilterText word)
    {
        if (order == '<') return new ValueInRange(null, ParseBound(word, orEqual));
        if (order == '>') return new ValueInRange(ParseBound(word, orEqual), null);
        if (!TrySplitRange(word, out FilterText from, out FilterText to)) return ParseName(word);
        ValueInRange between = new(from.Length > 0 ? ParseBound(from, true) : null, to.Length > 0 ? ParseBound(to, true) : null);
        return between.IsBackwards ? throw CreateBackwardsError(word, from, to) : between;
    }

    private static ValueTest ParseName(FilterText word)
    {
        int star = word.IndexOfAny("*");
        if (star < 0) return new ValueEquals(FieldTable.Fold(word.Text));
        if (star == word.Length - 1) return new ValueStartsWith(FieldTable.Fold(word.Text[..^1]));
        throw word.CreateError($"the '*' at character {word[star].Position} can only end a value; put it in quotes where it is part of the value");
    }

    private static ValueBound ParseBound(FilterText word, bool inclusive)
    {
        int star = word.IndexOfAny("*");
        if (star >= 0) throw word.CreateError($"the '*' at character {word[star].Position} cannot be compared; put it in quotes where it is part of the value, or leave it out");
        return new ValueBound(FieldTable.Fold(word.Text), inclusive);
    }

    private TimePeriod ParsePeriod(FilterText word)
    {
        if (order == '<') return new TimePeriod(null, new TimeBound(ParseTime(word), IsEnd: orEqual));
        if (order == '>') return new TimePeriod(new TimeBound(ParseTime(word), IsEnd: !orEqual), null);
        if (!TrySplitRange(word, out FilterText from, out FilterText to)) return TimePeriod.For(ParseTime(word));
        TimePeriod period = new(from.Length > 0 ? new TimeBound(ParseTime(from), IsEnd: false) : null, to.Length > 0 ? new TimeBound(ParseTime(to), IsEnd: true) : null);
        (long first, long end) = period.ToTicks(TimeProvider.System);
        return first >= end ? throw CreateBackwardsError(word, from, to) : period;
    }

    private static FilterTime ParseTime(FilterText word) => FilterTime.ParseOrNull(word.Text) ?? throw word.CreateError(
        $"'{word.Text}' at character {word.Position} is no time; write a year, month, day or time such as 2024, 2024-05, 2024-05-17 or 2024-05-17T12:30, or how long ago: 7d, 3w, 2m, 1y");

    /// <summary>Parts <c>from..to</c>.</summary>
    private static bool TrySplitRange(FilterText word, out FilterText from, out FilterText to)
    {
        (from, to) = (word, word);
        int at = word.IndexOfAny(".");
        while (at >= 0 && !word.IsUnquoted(at + 1, ".")) at = word.IndexOfAny(".", at + 1);
        if (at < 0) return false;
        (from, to) = (word.Slice(0, at), word.Slice(at + RangeSeparator.Length, word.Length));
        if (from.Length == 0 && to.Length == 0) throw word.CreateError($"the range at character {word.Position} has no end; give one or both, such as 2020..2024, 2020.. or ..2024");
        if (to.IsUnquoted(0, ".")) throw word.CreateError($"there are three dots at character {to.Position - RangeSeparator.Length}; a range has two, and a value with dots in it wants quotes");
        return true;
    }

    private static FilterException CreateBackwardsError(FilterText word, FilterText from, FilterText to) =>
        word.CreateError($"the range at character {word.Position} runs backwards; write {to.Text}..{from.Text}");
}
