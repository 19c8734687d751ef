namespace SearchEngine.Index.Catalog;

/// <summary>Chooses the title that searches show: the document's own, or its file name.</summary>
internal static class DocumentTitle
{
    /// <summary>Returns the title to show.</summary>
    /// <param name="title">The title found in the document; may be empty.</param>
    /// <param name="path">The document's path, with forward slashes.</param>
    public static string For(string title, string path) => title.Length > 0 ? title : path[(path.LastIndexOf('/') + 1)..];
}
