namespace SearchEngine.Cli.Completion;

/// <summary>Completes paths of folders.</summary>
internal static class FolderCandidates
{
    /// <summary>
    /// Returns the folders that start with <paramref name="prefix"/>, each with a slash at its end; hidden ones only if the prefix
    /// starts with a dot.
    /// </summary>
    public static IEnumerable<string> Find(string prefix)
    {
        int cut = prefix.LastIndexOfAny(['/', Path.DirectorySeparatorChar]) + 1;
        string parent = prefix[..cut], start = prefix[cut..];
        DirectoryInfo folder = new(parent.Length == 0 ? "." : parent);
        if (!folder.Exists) return [];
        EnumerationOptions all = new() { IgnoreInaccessible = true, AttributesToSkip = 0 };
        return [.. folder.EnumerateDirectories(start + "*", all).Select(child => child.Name)
            .Where(name => name.StartsWith(start, StringComparison.Ordinal) && (start.StartsWith('.') || !name.StartsWith('.')))
            .Order(StringComparer.Ordinal).Select(name => $"{parent}{name}/")];
    }
}
