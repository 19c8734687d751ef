using SearchEngine.Index.Filters;

namespace SearchEngine.Index.Tests.Filters;

public sealed class FilterTimeTests
{
    private static readonly FixedClock Berlin = new(
        "2026-03-31T10:00Z",
        TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(1), "test", "test"));

    [Theory]
    [InlineData("2024", "2023-12-31T23:00Z", "2024-12-31T23:00Z")]
    [InlineData("2024-12", "2024-11-30T23:00Z", "2024-12-31T23:00Z")]
    [InlineData("2024-02", "2024-01-31T23:00Z", "2024-02-29T23:00Z")]
    [InlineData("2024-02-29", "2024-02-28T23:00Z", "2024-02-29T23:00Z")]
    [InlineData("2024-05-17T12:30", "2024-05-17T11:30Z", "2024-05-17T11:31Z")]
    [InlineData("2024-05-17 12:30:15", "2024-05-17T11:30:15Z", "2024-05-17T11:30:16Z")]
    [InlineData("2024-05-17t12:30z", "2024-05-17T12:30Z", "2024-05-17T12:31Z")]
    [InlineData("2024-05-17T12:30:00-05:30", "2024-05-17T18:00Z", "2024-05-17T18:00:01Z")]
    [InlineData("7d", "2026-03-24T10:00Z", "2026-03-24T10:00Z")]
    [InlineData("3W", "2026-03-10T10:00Z", "2026-03-10T10:00Z")]
    [InlineData("1m", "2026-02-28T10:00Z", "2026-02-28T10:00Z")]
    [InlineData("2y", "2024-03-31T10:00Z", "2024-03-31T10:00Z")]
    [InlineData("0d", "2026-03-31T10:00Z", "2026-03-31T10:00Z")]
    [InlineData("9999999d", "0001-01-01T00:00Z", "0001-01-01T00:00Z")]
    [InlineData("2025y", "0001-01-01T00:00Z", "0001-01-01T00:00Z")]
    [InlineData("9999999y", "0001-01-01T00:00Z", "0001-01-01T00:00Z")]
    public void TryRead_Time_IsFromItsStartToItsEnd(string text, string start, string end)
    {
        FilterTime time = FilterTime.ParseOrNull(text)!;
        Assert.Equal((Utc(start), Utc(end)), (time.GetStart(Berlin), time.GetEnd(Berlin)));
        Assert.Equal(DateTimeKind.Utc, time.GetStart(Berlin).Kind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("24")]
    [InlineData("0000")]
    [InlineData("2024-13")]
    [InlineData("2024-5")]
    [InlineData("2023-02-29")]
    [InlineData("2024-05-17T24:00")]
    [InlineData("2024-05-17T12")]
    [InlineData("2024-05-17T12:30+15:00")]
    [InlineData("2024-05-17\n")]
    [InlineData("٢٠٢٤")]
    [InlineData("d")]
    [InlineData("7")]
    [InlineData("7h")]
    [InlineData("-7d")]
    [InlineData("7.5d")]
    [InlineData("99999999999d")]
    [InlineData("today")]
    public void TryRead_NoTime_IsNull(string text) => Assert.Null(FilterTime.ParseOrNull(text));

    [Fact]
    public void Start_AndEndOfTheLastYear_StayInTheCalendar()
    {
        FixedClock east = new("2026-01-01T00:00Z", TimeZoneInfo.CreateCustomTimeZone("east", TimeSpan.FromHours(14), "east", "east"));
        Assert.Equal(DateTime.MinValue, FilterTime.ParseOrNull("0001")!.GetStart(east));
        Assert.True(FilterTime.ParseOrNull("9999-12-31")!.GetEnd(east) <= DateTime.MaxValue);
        Assert.True(FilterTime.ParseOrNull("9999")!.GetEnd(east) > Utc("9999-12-31T00:00Z"));
    }

    [Fact]
    public void Start_TimeSkippedByDaylightSaving_IsValid()
    {
        TimeZoneInfo.AdjustmentRule summer = TimeZoneInfo.AdjustmentRule.CreateAdjustmentRule(
            DateTime.MinValue.Date,
            DateTime.MaxValue.Date,
            TimeSpan.FromHours(1),
            TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 2, 0, 0), 3, 29),
            TimeZoneInfo.TransitionTime.CreateFixedDateRule(new DateTime(1, 1, 1, 3, 0, 0), 10, 25));
        FixedClock clock = new(
            "2026-03-31T10:00Z",
            TimeZoneInfo.CreateCustomTimeZone("summer", TimeSpan.FromHours(1), "summer", "winter", "summer", [summer]));
        Assert.Equal(Utc("2026-03-29T01:30Z"), FilterTime.ParseOrNull("2026-03-29T02:30")!.GetStart(clock));
        Assert.Equal(Utc("2026-03-29T02:30Z"), FilterTime.ParseOrNull("2026-03-29T04:30")!.GetStart(clock));
        Assert.Equal(
            TimeSpan.FromHours(23),
            FilterTime.ParseOrNull("2026-03-29")!.GetEnd(clock) - FilterTime.ParseOrNull("2026-03-29")!.GetStart(clock));
    }

    private static DateTime Utc(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime;
}
