namespace SearchEngine.Index.Catalog;

/// <summary>What a document is called by those who search: what it calls itself, else its file name.</summary>
public static class DocumentTitle
{
    /// <summary>The title to show.</summary>
    /// <param name="title">What the document calls itself; may be empty.</param>
    /// <param name="path">Its path, with forward slashes.</param>
    public static string For(string title, string path) => title.Length > 0 ? title : path[(path.LastIndexOf('/') + 1)..];
}
