
namespace SearchEngine.Documents.Chunking;

/// <summary>Finds the section that a chunk is about: the deepest one that contains at least two thirds of its tokens.</summary>
internal static class MainSection
{
    public static Section Find(ReadOnlySpan<Piece> pieces)
    {
        Section first = pieces[0].Section;
        if (first == pieces[^1].Section && !ContainsOther(pieces, first)) return first;

        int total = 0;
        Dictionary<Section, int> tokensBySection = [];
        foreach (Piece piece in pieces)
        {
            total += piece.Tokens;
            for (Section? section = piece.Section; section is not null; section = section.Parent)
                tokensBySection[section] = tokensBySection.GetValueOrDefault(section) + piece.Tokens;
        }
        // Sections that contain more than half of a chunk are nested in each other, so the highest level is the deepest.
        return tokensBySection.Where(section => section.Value * 3L >= total * 2L).MaxBy(section => section.Key.Level).Key;
    }

    private static bool ContainsOther(ReadOnlySpan<Piece> pieces, Section section)
    {
        foreach (Piece piece in pieces)
        {
            if (piece.Section != section) return true;
        }
        return false;
    }
}
