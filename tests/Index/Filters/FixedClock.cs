using System.Globalization;

namespace SearchEngine.Index.Tests.Filters;

/// <summary>A stopped clock in a time zone of the test's choice.</summary>
internal sealed class FixedClock(string now, TimeZoneInfo? zone = null) : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => zone ?? TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.Parse(now, CultureInfo.InvariantCulture);
}
