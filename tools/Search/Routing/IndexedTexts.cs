using SearchEngine.Index.Catalog;
using SearchEngine.Ingestion;

namespace SearchEngine.Cli.Routing;

/// <summary>Texts of an indexed collection. A topic is a folder, or a document beside folders; all topics get equally many tokens, and so do the documents of one.</summary>
internal static class IndexedTexts
{
    private const int MaxTopics = 12, MinTokensPerDocument = 32;

    /// <summary>Texts of the topics that have the most passages, and how many topics were left out.</summary>
    public static async Task<(IReadOnlyList<TopicText> Texts, int LeftOut)> ReadAsync(KnowledgeBase knowledge, string collection, int tokens, CancellationToken cancellation)
    {
        DocumentReport[] files = [.. (await knowledge.GetFilesAsync(collection, cancellation)).Where(file => file is { Status: DocumentStatus.Indexed, Passages: > 0 })];
        int common = GetCommonFolderLength([.. files.Select(file => file.Path)]);
        IGrouping<string, DocumentReport>[] topics = [.. files.GroupBy(file => file.Path[common..].Split('/')[0])];
        IGrouping<string, DocumentReport>[] kept = [.. topics.OrderByDescending(topic => topic.Sum(file => file.Passages)).Take(MaxTopics).OrderBy(topic => topic.Key, StringComparer.Ordinal)];
        List<TopicText> texts = [];
        foreach (IGrouping<string, DocumentReport> topic in kept)
        {
            int share = Math.Max(1, tokens / kept.Length);
            DocumentReport[] read = [.. topic.Take(Math.Max(1, share / MinTokensPerDocument))];
            foreach (DocumentReport file in read)
            {
                if (await knowledge.GetAsync(file.Collection, file.Path, cancellation) is { } document) texts.Add(new TopicText(topic.Key, document.Text, Math.Max(1, share / read.Length)));
            }
        }
        return (texts, topics.Length - kept.Length);
    }

    /// <summary>Length of the folders, slash included, that all paths begin with.</summary>
    private static int GetCommonFolderLength(IReadOnlyList<string> paths)
    {
        if (paths.Count == 0) return 0;
        string common = paths.Aggregate((first, second) => first[..first.AsSpan().CommonPrefixLength(second)]);
        return common.LastIndexOf('/') + 1;
    }
}
