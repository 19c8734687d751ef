using System.CommandLine;
using System.CommandLine.Completions;
using SearchEngine.Encoder.Inspection;
using SearchEngine.Index;
using SearchEngine.Index.Contracts;
using SearchEngine.Models;

namespace SearchEngine.Cli.Completion;

/// <summary>What options and arguments offer where their values are not fixed.</summary>
internal static class CompletionCandidates
{
    /// <summary>Stands for every folder that the word may become: a source of candidates does not see the word as the shell sees it.</summary>
    public const string FolderKind = "Folder";

    public static Option<T> WithCompletions<T>(this Option<T> option, Func<CompletionContext, IEnumerable<CompletionItem>> source)
    {
        option.CompletionSources.Add(source);
        return option;
    }

    public static Argument<T> WithCompletions<T>(this Argument<T> argument, Func<CompletionContext, IEnumerable<CompletionItem>> source)
    {
        argument.CompletionSources.Add(source);
        return argument;
    }

    public static IEnumerable<CompletionItem> Folders(CompletionContext context) => [new CompletionItem("DIR", FolderKind)];

    public static IEnumerable<CompletionItem> Models(CompletionContext context) =>
        ModelFolders.FindAll().Where(ModelInspector.IsModelFolder).Select(folder => new CompletionItem(Path.GetFileName(folder)));

    /// <summary>Names of the collections in an index; none where it cannot be read, which is for the command itself to say.</summary>
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
