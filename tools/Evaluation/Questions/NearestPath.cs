namespace SearchEngine.Evaluation.Questions;

/// <summary>Finds what a mistyped path may have meant.</summary>
internal static class NearestPath
{
    /// <summary>The file of that name in another folder, or the path that differs in the fewest letters; null where none is much like it.</summary>
    public static string? Find(string path, IEnumerable<string> paths)
    {
        int most = path.Length / 3;
        (bool OtherName, int Edits, string Path)[] candidates =
        [
            .. from candidate in paths.Distinct()
               let otherName = !NameOf(candidate).Equals(NameOf(path), StringComparison.OrdinalIgnoreCase)
               where !otherName || Math.Abs(candidate.Length - path.Length) <= most
               let edits = Edits(path, candidate)
               where !otherName || edits <= most
               select (otherName, edits, candidate),
        ];
        return candidates.Length == 0 ? null : candidates.Min().Path;
    }

    private static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    /// <summary>Levenshtein's distance (1966), whatever the case: letters to add, drop or change.</summary>
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
