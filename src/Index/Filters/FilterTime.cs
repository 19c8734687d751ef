using System.Globalization;

namespace SearchEngine.Index.Filters;

/// <summary>A moment or a stretch of time, by the clock of the moment at which a search begins.</summary>
internal abstract record FilterTime
{
    /// <summary>Its first moment, UTC.</summary>
    public abstract DateTime GetStart(TimeProvider clock);

    /// <summary>The moment after its last, UTC.</summary>
    public abstract DateTime GetEnd(TimeProvider clock);

    /// <returns>A calendar's time or a time ago; null where <paramref name="text"/> is neither.</returns>
    public static FilterTime? ParseOrNull(string text) => CalendarTime.ParseIso(text) ?? (FilterTime?)RelativeTime.ParseRelative(text);
}

/// <summary>So long before now: a moment.</summary>
/// <param name="Days">Days, beside the months.</param>
/// <param name="Months">Calendar months.</param>
internal sealed record RelativeTime(int Days, int Months) : FilterTime
{
    /// <summary>More than the calendar has days, and little enough for seven times of it.</summary>
    private const int MaxAmount = 9_999_999;

    public static RelativeTime? ParseRelative(string text)
    {
        if (text.Length < 2 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int amount) || amount > MaxAmount) return null;
        return char.ToLowerInvariant(text[^1]) switch
        {
            'd' => new RelativeTime(amount, 0),
            'w' => new RelativeTime(7 * amount, 0),
            'm' => new RelativeTime(0, amount),
            'y' => new RelativeTime(0, 12 * amount),
            _ => null,
        };
    }

    public override DateTime GetStart(TimeProvider clock)
    {
        DateTime now = clock.GetUtcNow().UtcDateTime;
        bool beforeAll = Months >= 12 * (now.Year - 1) || Days >= (now - DateTime.MinValue).Days;
        return beforeAll ? DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc) : now.AddMonths(-Months).AddDays(-Days);
    }

    public override DateTime GetEnd(TimeProvider clock) => GetStart(clock);
}
