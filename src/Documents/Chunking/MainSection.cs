
namespace SearchEngine.Documents.Chunking;

/// <summary>Says which section a chunk is about: the deepest one that holds at least two thirds of it.</summary>
internal static class MainSection
{
    public static Section Find(ReadOnlySpan<Piece> pieces)
    {
        Section first = pieces[0].Section;
        if (first == pieces[^1].Section && !ContainsOther(pieces, first)) return first;

        int total = 0;
        Dictionary<Section, int> held = [];
        foreach (Piece piece in pieces)
        {
            total += piece.Tokens;
            for (Section? section = piece.Section; section is not null; section = section.Parent)
                held[section] = held.GetValueOrDefault(section) + piece.Tokens;
        }
        // Sections that hold more than half of one chunk enclose each other, so the highest level is the deepest.
        return held.Where(section => section.Value * 3L >= total * 2L).MaxBy(section => section.Key.Level).Key;
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
