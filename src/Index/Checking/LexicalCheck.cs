using Lucene.Net.Codecs;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Lucene.Net.Util;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Lexical;

namespace SearchEngine.Index.Checking;

/// <summary>Checks the lexical index: Lucene's own check of its files, and its chunks against the catalog.</summary>
internal static class LexicalCheck
{
    /// <summary>Returns what is wrong, or null.</summary>
    /// <param name="folder">The lexical folder; it may not exist.</param>
    /// <param name="expected">What it should contain; null if that is not known.</param>
    public static string? FindProblem(string folder, ExpectedContents? expected)
    {
        try
        {
            using SimpleFSDirectory directory = new(folder, NoLockFactory.GetNoLockFactory());
            bool exists = System.IO.Directory.Exists(folder) && DirectoryReader.IndexExists(directory);
            if (exists && FindFileProblem(directory) is { } problem) return problem;
            return expected is null ? null : FindContentProblem(exists ? directory : null, expected);
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            return e.Message;
        }
    }

    /// <summary>
    /// Returns whether an exception means that Lucene's files cannot be read. Lucene does not check for all the junk
    /// it may find in them.
    /// </summary>
    internal static bool IsUnreadable(Exception e) =>
        e is IOException or DamagedIndexException or FormatException or ArgumentException
            or InvalidOperationException or IndexOutOfRangeException;

    private static string? FindFileProblem(SimpleFSDirectory directory)
    {
        CheckChecksums(directory);
        using StringWriter log = new();
        CheckIndex.Status status = new CheckIndex(directory) { InfoStream = log }.DoCheckIndex();
        if (status.Clean) return null;
        string? error = log.ToString().Split('\n').FirstOrDefault(IsError);
        string detail = error is null ? "" : $" ({error.Trim()})";
        return status.NumBadSegments > 0
            ? $"Lucene's check finds {status.NumBadSegments} of {status.NumSegments} segments damaged{detail}"
            : $"Lucene's check cannot read its list of segments{detail}";
    }

    private static bool IsError(string line) =>
        line.Contains("Exception", StringComparison.Ordinal) || line.StartsWith("ERROR", StringComparison.Ordinal);

    /// <summary>Verifies every byte. Lucene's own check reads only what it can reach through a segment's readers.</summary>
    private static void CheckChecksums(SimpleFSDirectory directory)
    {
        SegmentInfos commit = new();
        commit.Read(directory);
        foreach (string name in commit.GetFiles(directory, includeSegmentsFile: false))
        {
            using IndexInput input = directory.OpenInput(name, IOContext.READ_ONCE);
            CodecUtil.ChecksumEntireFile(input);
        }
    }

    private static string? FindContentProblem(SimpleFSDirectory? directory, ExpectedContents expected)
    {
        using DirectoryReader? reader = directory is null ? null : DirectoryReader.Open(directory);
        DerivedStamp stamp = reader is null ? default : LuceneWriter.ReadStamp(reader.IndexCommit.UserData);
        string source = LexicalIndex.GetSource(expected.Identity);
        return expected.FindRebuildReason(stamp, source, expected.GetChunks)
            ?? (reader is null ? null : ChunkIdComparison.DescribeDifference(expected.GetChunks(stamp.Generation), GetLiveChunks(reader)));
    }

    private static List<long> GetLiveChunks(DirectoryReader reader)
    {
        List<long> ids = new(reader.NumDocs);
        foreach (AtomicReaderContext leaf in reader.Leaves)
        {
            NumericDocValues? idOf = leaf.AtomicReader.GetNumericDocValues(ChunkFields.Id);
            IBits? live = leaf.AtomicReader.LiveDocs;
            for (int doc = 0; doc < leaf.AtomicReader.MaxDoc; doc++)
            {
                if (live is null || live.Get(doc)) ids.Add(idOf?.Get(doc) ?? -1);
            }
        }
        return ids;
    }
}
