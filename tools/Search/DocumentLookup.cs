namespace SearchEngine.Cli;

/// <summary>Finds the document that a command line names: by its file's path, by collection and path, or by path alone.</summary>
internal static class DocumentLookup
{
    /// <summary>Returns the one document that matches <paramref name="reference"/>; null if none does.</summary>
    /// <exception cref="UsageException">Several documents match.</exception>
    public static (string Collection, string Path)? Find(KnowledgeBase knowledge, string reference)
    {
        IReadOnlyList<(string Collection, string Path)> found = knowledge.FindDocuments(reference);
        if (found.Count <= 1) return found.Count == 0 ? null : found[0];

        string candidates = string.Join(", ", found.Select(document => $"{document.Collection}/{document.Path}"));
        throw new UsageException($"'{reference}' matches several documents; name one of them: {candidates}");
    }
}
