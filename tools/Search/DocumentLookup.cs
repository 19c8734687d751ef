namespace SearchEngine.Cli;

/// <summary>Documents that a command line names: by a file's path, by a collection's name and the path in it, or by that path alone.</summary>
internal static class DocumentLookup
{
    /// <summary>The one document of that name; null where there is none.</summary>
    /// <exception cref="UsageException">There are several.</exception>
    public static (string Collection, string Path)? Find(KnowledgeBase knowledge, string reference)
    {
        IReadOnlyList<(string Collection, string Path)> found = knowledge.FindDocuments(reference);
        if (found.Count > 1) throw new UsageException($"'{reference}' may be one of several documents; name one: {string.Join(", ", found.Select(document => $"{document.Collection}/{document.Path}"))}");
        return found.Count == 0 ? null : found[0];
    }
}
