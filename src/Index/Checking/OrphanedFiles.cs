using Lucene.Net.Index;
using Lucene.Net.Store;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Files;
using SearchEngine.Index.Vectors;

namespace SearchEngine.Index.Checking;

/// <summary>
/// Files of the derived indexes that no commit refers to: leftovers of a process that was killed while it wrote or
/// merged.
/// </summary>
internal static class OrphanedFiles
{
    /// <summary>Enumerates their paths. A folder whose commit cannot be read has none.</summary>
    public static IEnumerable<string> Find(string folder) =>
        FindUnreferenced(IndexFolder.GetLexicalPath(folder), ReadLexicalNames)
            .Concat(FindUnreferenced(IndexFolder.GetVectorPath(folder), ReadVectorNames));

    /// <summary>Deletes them. The caller must hold the writer's lock.</summary>
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
                // A reader on Windows still has it open. The next writer tries again.
            }
        }
    }

    private static IEnumerable<string> FindUnreferenced(string folder, Func<string, HashSet<string>?> readNames)
    {
        if (!System.IO.Directory.Exists(folder) || readNames(folder) is not { } referenced) return [];
        return System.IO.Directory.EnumerateFiles(folder)
            .Where(path => OwnFiles.IsDerived(path) && !referenced.Contains(Path.GetFileName(path)))
            .Order();
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
        catch (Exception e) when (LexicalCheck.IsUnreadable(e))
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
