namespace SearchEngine.Evaluation.Questions;

/// <summary>Suggests a path for a mistyped one.</summary>
internal static class NearestPath
{
    /// <summary>
    /// Returns a path with the same file name, or else the path with the smallest edit distance. Returns null if none
    /// is similar.
    /// </summary>
    public static string? Find(string path, IEnumerable<string> paths)
    {
        int maxEdits = path.Length / 3;
        (bool HasOtherName, int Edits, string Path)[] candidates =
        [
            .. from candidate in paths.Distinct()
               let hasOtherName = !GetFileName(candidate).Equals(GetFileName(path), StringComparison.OrdinalIgnoreCase)
               where !hasOtherName || Math.Abs(candidate.Length - path.Length) <= maxEdits
               let edits = Edits(path, candidate)
               where !hasOtherName || edits <= maxEdits
               select (hasOtherName, edits, candidate),
        ];
        return candidates.Length == 0 ? null : candidates.Min().Path;
    }

    private static string GetFileName(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>Computes the Levenshtein distance (1966), ignoring case.</summary>
    private static int Edits(string from, string to)
    {
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        foreach ((int i, char letter) in from.Index())
        {
            int diagonal = row[0];
            row[0] = i + 1;
            for (int j = 1; j <= to.Length; j++)
            {
                int changed = diagonal + (char.ToUpperInvariant(letter) == char.ToUpperInvariant(to[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
