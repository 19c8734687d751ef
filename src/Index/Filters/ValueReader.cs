using SearchEngine.Index.Catalog;

namespace SearchEngine.Index.Filters;

/// <summary>Makes of the values of a filter what its name wants.</summary>
/// <param name="words">The values; one alone where they are compared.</param>
/// <param name="order"><c>=</c>, <c>&lt;</c> or <c>&gt;</c>.</param>
/// <param name="orEqual">Whether equality is good too.</param>
internal readonly struct ValueReader(IReadOnlyList<FilterWord> words, char order, bool orEqual)
{
    private const string Range = "..";

    public ValueTest[] Tests() => [.. words.Select(Test)];

    /// <summary>Names, of which the end may be left open.</summary>
    public ValueTest[] Names(string what)
    {
        RequireEquality(what);
        return [.. words.Select(Named)];
    }

    public PathGlob[] Globs(string what)
    {
        RequireEquality(what);
        return [.. words.Select(PathGlob.Read)];
    }

    public TimePeriod[] Periods() => [.. words.Select(Period)];

    private void RequireEquality(string what)
    {
        if (order != '=') throw words[0].Error($"'{order}' says nothing of a {what}; it is compared with = or !=, such as {what}=notes*");
    }

    private ValueTest Test(FilterWord word)
    {
        if (order == '<') return new ValueBetween(null, Bound(word, orEqual));
        if (order == '>') return new ValueBetween(Bound(word, orEqual), null);
        if (!TryRange(word, out FilterWord from, out FilterWord to)) return Named(word);
        ValueBetween between = new(from.Length > 0 ? Bound(from, true) : null, to.Length > 0 ? Bound(to, true) : null);
        return between.IsBackwards ? throw Backwards(word, from, to) : between;
    }

    private static ValueTest Named(FilterWord word)
    {
        int star = word.IndexOfAny("*");
        if (star < 0) return new ValueIs(FieldTable.Fold(word.Text));
        if (star == word.Length - 1) return new ValueBegins(FieldTable.Fold(word.Text[..^1]));
        throw word.Error($"the '*' at character {word[star].Position} can only end a value; put it in quotes where it is part of the value");
    }

    private static ValueBound Bound(FilterWord word, bool inclusive)
    {
        int star = word.IndexOfAny("*");
        if (star >= 0) throw word.Error($"the '*' at character {word[star].Position} cannot be compared; put it in quotes where it is part of the value, or leave it out");
        return new ValueBound(FieldTable.Fold(word.Text), inclusive);
    }

    private TimePeriod Period(FilterWord word)
    {
        if (order == '<') return new TimePeriod(null, new TimeEdge(Time(word), AtEnd: orEqual));
        if (order == '>') return new TimePeriod(new TimeEdge(Time(word), AtEnd: !orEqual), null);
        if (!TryRange(word, out FilterWord from, out FilterWord to)) return TimePeriod.Of(Time(word));
        TimePeriod period = new(from.Length > 0 ? new TimeEdge(Time(from), AtEnd: false) : null, to.Length > 0 ? new TimeEdge(Time(to), AtEnd: true) : null);
        (long first, long end) = period.Ticks(TimeProvider.System);
        return first >= end ? throw Backwards(word, from, to) : period;
    }

    private static FilterTime Time(FilterWord word) => FilterTime.TryRead(word.Text) ?? throw word.Error(
        $"'{word.Text}' at character {word.Position} is no time; write a year, month, day or time such as 2024, 2024-05, 2024-05-17 or 2024-05-17T12:30, or how long ago: 7d, 3w, 2m, 1y");

    /// <summary>Parts <c>from..to</c>.</summary>
    private static bool TryRange(FilterWord word, out FilterWord from, out FilterWord to)
    {
        (from, to) = (word, word);
        int at = word.IndexOfAny(".");
        while (at >= 0 && !word.Is(at + 1, ".")) at = word.IndexOfAny(".", at + 1);
        if (at < 0) return false;
        (from, to) = (word.Part(0, at), word.Part(at + Range.Length, word.Length));
        if (from.Length == 0 && to.Length == 0) throw word.Error($"the range at character {word.Position} has no end; give one or both, such as 2020..2024, 2020.. or ..2024");
        if (to.Is(0, ".")) throw word.Error($"there are three dots at character {to.Position - Range.Length}; a range has two, and a value with dots in it wants quotes");
        return true;
    }

    private static FilterException Backwards(FilterWord word, FilterWord from, FilterWord to) =>
        word.Error($"the range at character {word.Position} runs backwards; write {to.Text}..{from.Text}");
}
