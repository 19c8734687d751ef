using System.CommandLine;
using System.CommandLine.Completions;
using SearchEngine.Encoder.Inspection;
using SearchEngine.Index;
using SearchEngine.Index.Contracts;
using SearchEngine.Models;

namespace SearchEngine.Cli.Completion;

/// <summary>The candidates for options and arguments whose values are not fixed.</summary>
internal static class CompletionCandidates
{
    /// <summary>
    /// The kind of a placeholder that stands for all matching folders, because a completion source does not see the word as the shell
    /// does.
    /// </summary>
    public const string FolderKind = "Folder";

    public static Option<T> WithCompletions<T>(
        this Option<T> option, Func<CompletionContext, IEnumerable<CompletionItem>> source)
    {
        option.CompletionSources.Add(source);
        return option;
    }

    public static Argument<T> WithCompletions<T>(
        this Argument<T> argument, Func<CompletionContext, IEnumerable<CompletionItem>> source)
    {
        argument.CompletionSources.Add(source);
        return argument;
    }

    public static IEnumerable<CompletionItem> Folders(CompletionContext context) => [new CompletionItem("DIR", FolderKind)];

    public static IEnumerable<CompletionItem> Models(CompletionContext context) =>
        ModelFolders.FindAll().Where(ModelInspector.IsModelFolder).Select(folder => new CompletionItem(Path.GetFileName(folder)));

    /// <summary>
    /// Returns the names of the collections in an index; none if the index cannot be read, which the command itself reports.
    /// </summary>
    public static IEnumerable<CompletionItem> Collections(string indexPath)
    {
        if (!Directory.Exists(indexPath)) return [];
        try
        {
            using SearchIndex index = SearchIndex.Open(indexPath, IndexAccess.Read);
            return [.. index.Catalog.GetCollections().Select(collection => new CompletionItem(collection.Name))];
        }
        catch (Exception e) when (e is IndexException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
