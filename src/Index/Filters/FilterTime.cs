using System.Globalization;

namespace SearchEngine.Index.Filters;

/// <summary>A moment or a stretch of time, by the clock of the moment at which a search begins.</summary>
internal abstract record FilterTime
{
    /// <summary>Its first moment, UTC.</summary>
    public abstract DateTime Start(TimeProvider clock);

    /// <summary>The moment after its last, UTC.</summary>
    public abstract DateTime End(TimeProvider clock);

    /// <returns>A calendar's time or a time ago; null where <paramref name="text"/> is neither.</returns>
    public static FilterTime? TryRead(string text) => CalendarTime.TryParse(text) ?? (FilterTime?)TimeAgo.TryParse(text);
}

/// <summary>So long before now: a moment.</summary>
/// <param name="Days">Days, beside the months.</param>
/// <param name="Months">Calendar months.</param>
internal sealed record TimeAgo(int Days, int Months) : FilterTime
{
    /// <summary>More than the calendar has days, and little enough for seven times of it.</summary>
    private const int Most = 9_999_999;

    public static TimeAgo? TryParse(string text)
    {
        if (text.Length < 2 || !int.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int amount) || amount > Most) return null;
        return char.ToLowerInvariant(text[^1]) switch
        {
            'd' => new TimeAgo(amount, 0),
            'w' => new TimeAgo(7 * amount, 0),
            'm' => new TimeAgo(0, amount),
            'y' => new TimeAgo(0, 12 * amount),
            _ => null,
        };
    }

    public override DateTime Start(TimeProvider clock)
    {
        DateTime now = clock.GetUtcNow().UtcDateTime;
        bool beforeAll = Months >= 12 * (now.Year - 1) || Days >= (now - DateTime.MinValue).Days;
        return beforeAll ? DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc) : now.AddMonths(-Months).AddDays(-Days);
    }

    public override DateTime End(TimeProvider clock) => Start(clock);
}
