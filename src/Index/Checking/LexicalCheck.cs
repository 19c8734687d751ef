using Lucene.Net.Codecs;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Lucene.Net.Util;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Lexical;

namespace SearchEngine.Index.Checking;

/// <summary>Checks the index of words: Lucene's own check of its files, and the chunks that can be found against the catalog.</summary>
internal static class LexicalCheck
{
    /// <summary>What is wrong, in words.</summary>
    /// <param name="folder">The lexical folder; there may be none.</param>
    /// <param name="catalog">What should be in it; null where that is not known.</param>
    public static string? FindProblem(string folder, ExpectedContents? catalog)
    {
        try
        {
            using SimpleFSDirectory directory = new(folder, NoLockFactory.GetNoLockFactory());
            bool exists = System.IO.Directory.Exists(folder) && DirectoryReader.IndexExists(directory);
            return (exists ? FindFileProblem(directory) : null) ?? (catalog is null ? null : FindContentProblem(exists ? directory : null, catalog));
        }
        catch (Exception e) when (e is IOException or DamagedIndexException or FormatException or ArgumentException or InvalidOperationException or IndexOutOfRangeException)
        {
            // What Lucene meets in junk is not always what it expects of junk.
            return e.Message;
        }
    }

    private static string? FindFileProblem(SimpleFSDirectory directory)
    {
        CheckChecksums(directory);
        using StringWriter log = new();
        CheckIndex.Status status = new CheckIndex(directory) { InfoStream = log }.DoCheckIndex();
        if (status.Clean) return null;
        string? cause = log.ToString().Split('\n').FirstOrDefault(static line => line.Contains("Exception", StringComparison.Ordinal) || line.StartsWith("ERROR", StringComparison.Ordinal));
        string said = cause is null ? "" : $" ({cause.Trim()})";
        return status.NumBadSegments > 0
            ? $"Lucene's check finds {status.NumBadSegments} of {status.NumSegments} segments damaged{said}"
            : $"Lucene's check cannot read its list of segments{said}";
    }

    /// <summary>Lucene's own check reads what it can reach through a segment's readers, which is not every byte.</summary>
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

    private static string? FindContentProblem(SimpleFSDirectory? directory, ExpectedContents catalog)
    {
        using DirectoryReader? reader = directory is null ? null : DirectoryReader.Open(directory);
        DerivedStamp stamp = reader is null ? default : LuceneWriter.ReadStamp(reader.IndexCommit.UserData);
        return catalog.FindRebuildReason(stamp, DerivedIndexes.GetLexicalSource(catalog.Identity), catalog.GetChunks)
            ?? (reader is null ? null : ChunkIdComparison.DescribeDifference(catalog.GetChunks(stamp.Generation), GetLiveChunks(reader)));
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
