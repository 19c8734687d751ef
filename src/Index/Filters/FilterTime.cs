using System.Globalization;

namespace SearchEngine.Index.Filters;

/// <summary>A moment or a period. Relative times are resolved when a search begins.</summary>
internal abstract record FilterTime
{
    /// <summary>Returns its first moment, UTC.</summary>
    public abstract DateTime GetStart(TimeProvider clock);

    /// <summary>Returns the moment after its last, UTC.</summary>
    public abstract DateTime GetEnd(TimeProvider clock);

    /// <summary>Parses an ISO 8601 time or a relative time; returns null if <paramref name="text"/> is neither.</summary>
    public static FilterTime? ParseOrNull(string text) => CalendarTime.ParseIso(text) ?? (FilterTime?)RelativeTime.ParseRelative(text);
}

/// <summary>A moment before now, such as <c>7d</c>.</summary>
/// <param name="Days">Days before now, in addition to the months.</param>
/// <param name="Months">Calendar months before now.</param>
internal sealed record RelativeTime(int Days, int Months) : FilterTime
{
    /// <summary>Exceeds the number of days in the calendar; seven times as much still fits into an <see cref="int"/>.</summary>
    private const int MaxAmount = 9_999_999;

    /// <summary>Parses a number with a unit (d, w, m or y); returns null if <paramref name="text"/> has another format.</summary>
    public static RelativeTime? ParseRelative(string text)
    {
        if (text.Length < 2) return null;
        ReadOnlySpan<char> digits = text.AsSpan(0, text.Length - 1);
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int amount) || amount > MaxAmount) return null;
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
        bool isBeforeCalendar = Months >= 12 * (now.Year - 1) || Days >= (now - DateTime.MinValue).Days;
        return isBeforeCalendar ? DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc) : now.AddMonths(-Months).AddDays(-Days);
    }

    public override DateTime GetEnd(TimeProvider clock) => GetStart(clock);
}
