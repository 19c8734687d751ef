namespace SearchEngine.Index.Filters;

/// <summary>A period between two times, either of which may be missing.</summary>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where it ends.</param>
internal sealed record TimePeriod(TimeBound? From, TimeBound? To)
{
    /// <summary>Returns its first moment and the moment after its last, in ticks, UTC.</summary>
    public (long First, long End) ToTicks(TimeProvider clock) =>
        (From?.Resolve(clock).Ticks ?? 0, To?.Resolve(clock).Ticks ?? long.MaxValue);

    /// <summary>
    /// Creates the period that a single time covers: the whole year, month and so on, or the time since a
    /// relative time.
    /// </summary>
    public static TimePeriod For(FilterTime time) =>
        new(new TimeBound(time, IsEnd: false), time is RelativeTime ? null : new TimeBound(time, IsEnd: true));
}

/// <summary>The beginning or the end of a time.</summary>
/// <param name="Time">The time.</param>
/// <param name="IsEnd">Whether its end is meant.</param>
internal sealed record TimeBound(FilterTime Time, bool IsEnd)
{
    public DateTime Resolve(TimeProvider clock) => IsEnd ? Time.GetEnd(clock) : Time.GetStart(clock);
}
