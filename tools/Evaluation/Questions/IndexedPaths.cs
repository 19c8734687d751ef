using SearchEngine.Index.Catalog;
using SearchEngine.Ingestion;

namespace SearchEngine.Evaluation.Questions;

/// <summary>Finds documents of an index by their path, with or without the name of their collection.</summary>
internal sealed class IndexedPaths(IReadOnlyList<DocumentReport> files)
{
    private readonly ILookup<string, DocumentReport> _byPath = files.ToLookup(file => file.Path, StringComparer.Ordinal);
    private readonly ILookup<string, DocumentReport> _byId = files.ToLookup(file => Id(file.Collection, file.Path), StringComparer.Ordinal);

    /// <summary>Returns the id of a document across all collections.</summary>
    public static string Id(string collection, string path) => $"{collection}/{path}";

    /// <summary>
    /// Returns the id of the document with a path. Returns null and a reason if no document or several documents match.
    /// </summary>
    public string? Resolve(string path, out string reason)
    {
        DocumentReport[] matches = [.. _byPath[path].Concat(_byId[path])];
        string[] indexed =
            [.. matches.Where(file => file.Status == DocumentStatus.Indexed).Select(file => Id(file.Collection, file.Path))];
        reason = indexed.Length > 1
            ? $"'{path}' matches several documents. Name one of them: {string.Join(", ", indexed.Order(StringComparer.Ordinal))}."
            : matches.Length > 0
                ? $"'{path}' is not indexed: {matches[0].Reason?.TrimEnd('.')}."
                : $"no indexed document has the path '{path}'.{Suggest(path)}";
        return indexed.Length == 1 ? indexed[0] : null;
    }

    private string Suggest(string path) =>
        NearestPath.Find(path, files.Where(file => file.Status == DocumentStatus.Indexed).Select(file => file.Path)) is { } nearest
            ? $" The nearest path is '{nearest}'."
            : " 'search status --files' lists all paths.";
}
