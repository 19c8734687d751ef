using SearchEngine.Search;

namespace SearchEngine.Cli.Output;

/// <summary>Formats where passages are.</summary>
internal static class LocationText
{
    private const string LinePrefix = "line ";

    /// <summary>
    /// Returns <c>path:line</c>, which editors and terminals understand, or <c>path, place</c>. The path of a file below the current
    /// folder is relative to it.
    /// </summary>
    public static string Format(DocumentLocation location)
    {
        string path = Path.IsPathRooted(location.Root) ? MakeRelative(Path.Combine(location.Root, location.Path)) : location.Path;
        return location.Place switch
        {
            null => FormattableString.Invariant($"{path}:{location.Line}"),
            string place when place.StartsWith(LinePrefix, StringComparison.Ordinal) => $"{path}:{place[LinePrefix.Length..]}",
            string place => $"{path}, {place}",
        };
    }

    /// <summary>Returns the lines or other places of passages in their document.</summary>
    public static string FormatPlaces(IEnumerable<DocumentLocation> locations)
    {
        DocumentLocation[] all = [.. locations];
        if (all.All(location => location.Place is null)) return LinePrefix + string.Join(", ", all.Select(location => location.Line));
        return string.Join(", ", all.Select(FormatPlace).Distinct());
    }

    private static string FormatPlace(DocumentLocation location) =>
        location.Place ?? FormattableString.Invariant($"{LinePrefix}{location.Line}");

    private static string MakeRelative(string path)
    {
        string relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
