namespace SearchEngine.Index.Filters;

/// <summary>From one time to another; either may be missing.</summary>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where it ends.</param>
internal sealed record TimePeriod(TimeEdge? From, TimeEdge? To)
{
    /// <summary>Its first moment and the moment after its last, in ticks, UTC.</summary>
    public (long First, long End) Ticks(TimeProvider clock) => (From?.Moment(clock).Ticks ?? 0, To?.Moment(clock).Ticks ?? long.MaxValue);

    /// <summary>What a single time means: the stretch that it is, or all since a time ago.</summary>
    public static TimePeriod Of(FilterTime time) => new(new TimeEdge(time, AtEnd: false), time is TimeAgo ? null : new TimeEdge(time, AtEnd: true));
}

/// <summary>The beginning or the end of a time.</summary>
/// <param name="Time">The time.</param>
/// <param name="AtEnd">Whether its end is meant.</param>
internal sealed record TimeEdge(FilterTime Time, bool AtEnd)
{
    public DateTime Moment(TimeProvider clock) => AtEnd ? Time.End(clock) : Time.Start(clock);
}
