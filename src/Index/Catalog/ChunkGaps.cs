using System.Text;

namespace SearchEngine.Index.Catalog;

/// <summary>
/// Keeps a document's whole text without storing any of it twice: chunks hold nearly all of it, and what lies between them (blank lines, front matter) is stored
/// beside them as one string.
/// </summary>
public static class ChunkGaps
{
    /// <summary>What of <paramref name="text"/> no chunk holds.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="chunks">Its chunks, in order and apart.</param>
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

    /// <summary>The whole text again.</summary>
    /// <param name="gaps">What <see cref="Extract"/> gave.</param>
    /// <param name="chunks">The chunks that it was given.</param>
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
