using SearchEngine.Index.Catalog;
using SearchEngine.Ingestion;

namespace SearchEngine.Evaluation.Questions;

/// <summary>The documents that an index holds, by their path in the collection or by the collection's name followed by it.</summary>
internal sealed class IndexedPaths(IReadOnlyList<DocumentReport> files)
{
    private readonly ILookup<string, DocumentReport> _byPath = files.ToLookup(file => file.Path, StringComparer.Ordinal);
    private readonly ILookup<string, DocumentReport> _byId = files.ToLookup(file => Id(file.Collection, file.Path), StringComparer.Ordinal);

    /// <summary>What a document is called among those of all collections.</summary>
    public static string Id(string collection, string path) => $"{collection}/{path}";

    /// <summary>The id of the one document that a path names; null, with the reason, where it names none or several.</summary>
    public string? Resolve(string path, out string reason)
    {
        DocumentReport[] named = [.. _byPath[path].Concat(_byId[path])], indexed = [.. named.Where(file => file.Status == DocumentStatus.Indexed)];
        reason = indexed.Length > 1 ? $"'{path}' may be one of several documents. Name one: {string.Join(", ", indexed.Select(file => Id(file.Collection, file.Path)).Order(StringComparer.Ordinal))}."
            : named.Length > 0 ? $"'{path}' is not indexed: {named[0].Reason?.TrimEnd('.')}."
            : $"no indexed document is called '{path}'.{Suggestion(path)}";
        return indexed.Length == 1 ? Id(indexed[0].Collection, indexed[0].Path) : null;
    }

    private string Suggestion(string path) =>
        NearestPath.Find(path, files.Where(file => file.Status == DocumentStatus.Indexed).Select(file => file.Path)) is { } near ? $" The nearest is '{near}'." : " 'search status --files' lists them.";
}
