namespace SearchEngine.Index.Catalog;

/// <summary>What a document is called by those who search: what it calls itself, else its file name.</summary>
internal static class DocumentTitle
{
    public static string Of(string title, string path) => title.Length > 0 ? title : path[(path.LastIndexOf('/') + 1)..];
}
