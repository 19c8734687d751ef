using System.Globalization;
using System.Text.RegularExpressions;

namespace SearchEngine.Index.Filters;

/// <summary>How much of a time is said.</summary>
internal enum TimePrecision
{
    Year,
    Month,
    Day,
    Minute,
    Second,
}

/// <summary>A time as ISO 8601 writes it, of which the end may be missing: then it stands for the whole year, month, day or minute.</summary>
/// <param name="First">Its first moment, by the clock that <paramref name="Offset"/> names.</param>
/// <param name="Precision">How much of it is said.</param>
/// <param name="Offset">How far the clock is ahead of UTC; null for the local one.</param>
internal sealed partial record CalendarTime(DateTime First, TimePrecision Precision, TimeSpan? Offset) : FilterTime
{
    /// <returns>Null where <paramref name="text"/> is no such time, or one that no calendar has.</returns>
    public static CalendarTime? ParseIso(string text)
    {
        Match match = IsoPattern().Match(text);
        if (!match.Success) return null;
        int Part(int group, int otherwise) => match.Groups[group].Success ? int.Parse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : otherwise;
        (int year, int month, int day) = (Part(1, 0), Part(2, 1), Part(3, 1));
        (int hour, int minute, int second) = (Part(4, 0), Part(5, 0), Part(6, 0));
        if (year is 0 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59 || second > 59) return null;
        TimePrecision precision = match.Groups[6].Success ? TimePrecision.Second : match.Groups[4].Success ? TimePrecision.Minute
            : match.Groups[3].Success ? TimePrecision.Day : match.Groups[2].Success ? TimePrecision.Month : TimePrecision.Year;
        if (!match.Groups[7].Success) return new CalendarTime(new DateTime(year, month, day, hour, minute, second), precision, null);
        (int offsetHour, int offsetMinute) = (Part(9, 0), Part(10, 0));
        if (offsetHour > 14 || offsetMinute > 59) return null;
        TimeSpan offset = new(offsetHour, offsetMinute, 0);
        return new CalendarTime(new DateTime(year, month, day, hour, minute, second), precision, match.Groups[8].Value == "-" ? -offset : offset);
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

    /// <summary>A time that the clocks leave out in spring is taken by the offset of the hour before, one that they show twice by standard time.</summary>
    private DateTime ToUtc(long ticks, TimeProvider clock)
    {
        DateTime shown = new(Math.Clamp(ticks, 0, DateTime.MaxValue.Ticks));
        long utc = shown.Ticks - (Offset ?? clock.LocalTimeZone.GetUtcOffset(shown)).Ticks;
        return new DateTime(Math.Clamp(utc, 0, DateTime.MaxValue.Ticks), DateTimeKind.Utc);
    }

    [GeneratedRegex("^([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:[Tt ]([0-9]{2}):([0-9]{2})(?::([0-9]{2}))?([Zz]|([+-])([0-9]{2}):([0-9]{2}))?)?)?)?\\z")]
    private static partial Regex IsoPattern();
}
