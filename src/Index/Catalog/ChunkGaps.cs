using System.Text;

namespace SearchEngine.Index.Catalog;

/// <summary>
/// Stores a document's whole text without duplication: chunks contain nearly all of it, and the text between them
/// (blank lines, front matter) is stored as one string.
/// </summary>
internal static class ChunkGaps
{
    /// <summary>Returns the parts of <paramref name="text"/> that no chunk contains, concatenated.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="chunks">Its chunks, in order and without overlaps.</param>
    public static string Extract(string text, IReadOnlyList<ChunkEntry> chunks)
    {
        StringBuilder gaps = new();
        int covered = 0;
        foreach (ChunkEntry chunk in chunks)
        {
            gaps.Append(text, covered, chunk.Start - covered);
            covered = chunk.End;
        }
        return gaps.Append(text, covered, text.Length - covered).ToString();
    }

    /// <summary>Restores the whole text from the result of <see cref="Extract"/> and the same chunks.</summary>
    public static string Fill(string gaps, IReadOnlyList<ChunkEntry> chunks)
    {
        StringBuilder text = new();
        int used = 0;
        foreach (ChunkEntry chunk in chunks)
        {
            int gap = chunk.Start - text.Length;
            text.Append(gaps, used, gap).Append(chunk.Text);
            used += gap;
        }
        return text.Append(gaps, used, gaps.Length - used).ToString();
    }
}
