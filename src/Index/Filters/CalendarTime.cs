using System.Globalization;
using System.Text.RegularExpressions;

namespace SearchEngine.Index.Filters;

/// <summary>The smallest unit that a time is written with.</summary>
internal enum TimePrecision
{
    Year,
    Month,
    Day,
    Minute,
    Second,
}

/// <summary>
/// A time in ISO 8601 notation. It may be incomplete, and then covers the whole year, month, day or minute.
/// </summary>
/// <param name="First">Its first moment, on the clock that <paramref name="Offset"/> names.</param>
/// <param name="Precision">The smallest unit that it is written with.</param>
/// <param name="Offset">How far the clock is ahead of UTC; null for local time.</param>
internal sealed partial record CalendarTime(DateTime First, TimePrecision Precision, TimeSpan? Offset) : FilterTime
{
    /// <summary>
    /// Parses a time; returns null if <paramref name="text"/> has another format or names a date that does not exist.
    /// </summary>
    public static CalendarTime? ParseIso(string text)
    {
        Match match = IsoPattern().Match(text);
        if (!match.Success) return null;
        (int year, int month, int day) = (GetPart(match, 1, 0), GetPart(match, 2, 1), GetPart(match, 3, 1));
        (int hour, int minute, int second) = (GetPart(match, 4, 0), GetPart(match, 5, 0), GetPart(match, 6, 0));
        if (year is 0 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return null;
        if (hour > 23 || minute > 59 || second > 59) return null;
        DateTime first = new(year, month, day, hour, minute, second);
        if (!match.Groups[7].Success) return new CalendarTime(first, GetPrecision(match), null);

        (int offsetHour, int offsetMinute) = (GetPart(match, 9, 0), GetPart(match, 10, 0));
        if (offsetHour > 14 || offsetMinute > 59) return null;
        TimeSpan offset = new(offsetHour, offsetMinute, 0);
        return new CalendarTime(first, GetPrecision(match), match.Groups[8].Value == "-" ? -offset : offset);
    }

    public override DateTime GetStart(TimeProvider clock) => ToUtc(First.Ticks, clock);

    public override DateTime GetEnd(TimeProvider clock) => ToUtc(Precision switch
    {
        TimePrecision.Year => First.Year == DateTime.MaxValue.Year ? DateTime.MaxValue.Ticks : First.AddYears(1).Ticks,
        TimePrecision.Month => First is { Year: 9999, Month: 12 } ? DateTime.MaxValue.Ticks : First.AddMonths(1).Ticks,
        TimePrecision.Day => First.Ticks + TimeSpan.TicksPerDay,
        TimePrecision.Minute => First.Ticks + TimeSpan.TicksPerMinute,
        _ => First.Ticks + TimeSpan.TicksPerSecond,
    }, clock);

    private static int GetPart(Match match, int group, int defaultValue) => match.Groups[group].Success
        ? int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture)
        : defaultValue;

    private static TimePrecision GetPrecision(Match match)
    {
        if (match.Groups[6].Success) return TimePrecision.Second;
        if (match.Groups[4].Success) return TimePrecision.Minute;
        if (match.Groups[3].Success) return TimePrecision.Day;
        return match.Groups[2].Success ? TimePrecision.Month : TimePrecision.Year;
    }

    /// <summary>
    /// Converts to UTC. A time that is skipped when clocks go forward gets the offset of the hour before; a time that
    /// occurs twice gets that of standard time.
    /// </summary>
    private DateTime ToUtc(long ticks, TimeProvider clock)
    {
        DateTime shown = new(Math.Clamp(ticks, 0, DateTime.MaxValue.Ticks));
        long utc = shown.Ticks - (Offset ?? clock.LocalTimeZone.GetUtcOffset(shown)).Ticks;
        return new DateTime(Math.Clamp(utc, 0, DateTime.MaxValue.Ticks), DateTimeKind.Utc);
    }

    /// <summary>
    /// Groups: 1 year, 2 month, 3 day, 4 hour, 5 minute, 6 second, 7 offset with 8 its sign, 9 hours and 10 minutes.
    /// </summary>
    [GeneratedRegex(
        "^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:[Tt ]([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?"
        + "([Zz]|([+-])([0-9]{2}):([0-9]{2}))?)?)?)?\\z")]
    private static partial Regex IsoPattern();
}
