namespace SearchEngine.Documents.Formats.Text;

/// <summary>The start and end time of a subtitle cue.</summary>
internal readonly record struct CueTiming(TimeSpan Start, TimeSpan End)
{
    /// <returns>The times of a line such as <c>00:12:31,500 --> 00:12:33.000</c>; null for any other line.</returns>
    public static CueTiming? TryParse(ReadOnlySpan<char> line)
    {
        int arrow = line.IndexOf("-->");
        if (arrow < 0) return null;
        ReadOnlySpan<char> end = line[(arrow + 3)..].Trim();
        if (end.IndexOfAny(' ', '\t') is > 0 and int settings) end = end[..settings];
        return ParseTime(line[..arrow].Trim()) is { } startTime && ParseTime(end) is { } endTime ? new CueTiming(startTime, endTime) : null;
    }

    // Hours are optional and may have any number of digits.
    private static TimeSpan? ParseTime(ReadOnlySpan<char> time)
    {
        double seconds = 0;
        int part = 0;
        int parts = 1;
        foreach (char character in time)
        {
            if (char.IsAsciiDigit(character) && part < 1_000_000) part = part * 10 + (character - '0');
            else if (character == ':' && parts++ < 3) (seconds, part) = ((seconds + part) * 60, 0);
            else if (character is '.' or ',' && parts > 1) return TimeSpan.FromSeconds(seconds + part);
            else return null;
        }
        return parts > 1 ? TimeSpan.FromSeconds(seconds + part) : null;
    }
}
