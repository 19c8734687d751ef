using Lucene.Net.Index;
using Lucene.Net.Store;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Vectors;

namespace SearchEngine.Index.Files;

/// <summary>Files of the derived indexes that no commit names: what a process left that was killed while it wrote or merged.</summary>
internal static class OrphanedFiles
{
    /// <summary>Paths of strays; none where the commit that would name its files cannot be read.</summary>
    public static IEnumerable<string> Find(string folder) =>
        FindUnreferenced(IndexFolder.GetLexicalPath(folder), ReadLexicalNames).Concat(FindUnreferenced(IndexFolder.GetVectorPath(folder), ReadVectorNames));

    /// <summary>Deletes them. Only for who holds the writer's lock.</summary>
    public static void Delete(string folder)
    {
        foreach (string path in Find(folder))
        {
            try
            {
                File.Delete(path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // A reader on Windows still has it open: the next writer tries again.
            }
        }
    }

    private static IEnumerable<string> FindUnreferenced(string folder, Func<string, HashSet<string>?> names)
    {
        if (!System.IO.Directory.Exists(folder) || names(folder) is not { } named) return [];
        return System.IO.Directory.EnumerateFiles(folder).Where(path => !named.Contains(Path.GetFileName(path))).Order();
    }

    private static HashSet<string>? ReadLexicalNames(string folder)
    {
        try
        {
            using SimpleFSDirectory directory = new(folder, NoLockFactory.GetNoLockFactory());
            HashSet<string> names = [IndexFileNames.SEGMENTS_GEN];
            if (!DirectoryReader.IndexExists(directory)) return names;
            SegmentInfos commit = new();
            commit.Read(directory);
            names.UnionWith(commit.GetFiles(directory, includeSegmentsFile: true));
            return names;
        }
        catch (Exception e) when (e is IOException or FormatException or ArgumentException or InvalidOperationException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    private static HashSet<string>? ReadVectorNames(string folder)
    {
        try
        {
            return [VectorManifest.FileName, .. VectorManifest.Read(folder).Segments.Select(static segment => segment.Name)];
        }
        catch (DamagedIndexException)
        {
            return null;
        }
    }
}
