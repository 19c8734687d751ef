namespace SearchEngine.Cli.Output;

/// <summary>Writes where a passage is.</summary>
internal static class LocationText
{
    private const string LinePrefix = "line ";

    /// <summary>
    /// Returns <c>path:line</c>, which editors and terminals understand, or <c>path, place</c>. The path of a file below the current
    /// folder is relative to it.
    /// </summary>
    /// <param name="root">The collection's folder, or its name if a program fed it.</param>
    /// <param name="place">The place in the document, such as "page 3"; null if lines are its places.</param>
    public static string Format(string root, string path, string? place, int line)
    {
        string shown = Path.IsPathRooted(root) ? MakeRelative(Path.Combine(root, path)) : path;
        if (place is null) return FormattableString.Invariant($"{shown}:{line}");
        return place.StartsWith(LinePrefix, StringComparison.Ordinal) ? $"{shown}:{place[LinePrefix.Length..]}" : $"{shown}, {place}";
    }

    private static string MakeRelative(string path)
    {
        string relative = Path.GetRelativePath(Environment.CurrentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }
}
