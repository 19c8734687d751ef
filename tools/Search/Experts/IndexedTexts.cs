using SearchEngine.Index.Catalog;
using SearchEngine.Ingestion;

namespace SearchEngine.Cli.Experts;

/// <summary>
/// Reads texts of an indexed collection. Each subfolder and each document next to them is a topic. All topics get the same number of
/// tokens, and so do the documents of a topic.
/// </summary>
internal static class IndexedTexts
{
    private const int MaxTopics = 12, MinTokensPerDocument = 32;

    /// <summary>Returns texts of the topics with the most passages, and the number of topics left out.</summary>
    public static async Task<(IReadOnlyList<TopicText> Texts, int LeftOut)> ReadAsync(
        KnowledgeBase knowledge, string collection, int tokens, CancellationToken cancellation)
    {
        IEnumerable<DocumentReport> all = await knowledge.GetFilesAsync(collection, cancellation);
        DocumentReport[] files = [.. all.Where(file => file is { Status: DocumentStatus.Indexed, Passages: > 0 })];
        int common = GetCommonFolderLength([.. files.Select(file => file.Path)]);
        IGrouping<string, DocumentReport>[] topics = [.. files.GroupBy(file => file.Path[common..].Split('/')[0])];
        IGrouping<string, DocumentReport>[] kept =
        [
            .. topics
                .OrderByDescending(topic => topic.Sum(file => file.Passages))
                .Take(MaxTopics)
                .OrderBy(topic => topic.Key, StringComparer.Ordinal),
        ];
        List<TopicText> texts = [];
        foreach (IGrouping<string, DocumentReport> topic in kept)
        {
            int share = Math.Max(1, tokens / kept.Length);
            DocumentReport[] read = [.. topic.Take(Math.Max(1, share / MinTokensPerDocument))];
            int maxTokens = Math.Max(1, share / read.Length);
            foreach (DocumentReport file in read)
            {
                if (await knowledge.GetAsync(file.Collection, file.Path, cancellation) is { } document)
                    texts.Add(new TopicText(topic.Key, document.Text, maxTokens));
            }
        }
        return (texts, topics.Length - kept.Length);
    }

    /// <summary>Returns the length of the folder that all paths have in common, including the slash.</summary>
    private static int GetCommonFolderLength(IReadOnlyList<string> paths)
    {
        if (paths.Count == 0) return 0;
        string common = paths.Aggregate((first, second) => first[..first.AsSpan().CommonPrefixLength(second)]);
        return common.LastIndexOf('/') + 1;
    }
}
