namespace SearchEngine.Cli.Completion;

/// <summary>Folders that a half-typed path may become.</summary>
internal static class FolderCandidates
{
    /// <summary>Folders that begin like <paramref name="prefix"/>, written as it is, each ending with a slash; hidden ones only where the word asks for them.</summary>
    public static IEnumerable<string> Find(string prefix)
    {
        int cut = prefix.LastIndexOfAny(['/', Path.DirectorySeparatorChar]) + 1;
        string parent = prefix[..cut], begin = prefix[cut..];
        DirectoryInfo folder = new(parent.Length == 0 ? "." : parent);
        if (!folder.Exists) return [];
        EnumerationOptions all = new() { IgnoreInaccessible = true, AttributesToSkip = 0 };
        return [.. folder.EnumerateDirectories(begin + "*", all).Select(child => child.Name)
            .Where(name => name.StartsWith(begin, StringComparison.Ordinal) && (begin.StartsWith('.') || !name.StartsWith('.')))
            .Order(StringComparer.Ordinal).Select(name => $"{parent}{name}/")];
    }
}
