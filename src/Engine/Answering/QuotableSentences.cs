using SearchEngine.Searching;

namespace SearchEngine.Answering;

/// <summary>
/// What may be quoted of each passage. The cross-encoder knows better than a small decoder which sentence answers, so that of the best passage may be quoted, and those of others that come close to it.
/// </summary>
internal static class QuotableSentences
{
    /// <summary>How far below the best margin, in logits, a passage's may lie.</summary>
    private const double Close = 3;

    /// <returns>A text for each passage; empty where nothing may be quoted of it.</returns>
    public static IReadOnlyList<string> Of(IReadOnlyList<ChosenPassage> chosen)
    {
        double? best = chosen.Max(passage => passage.Margin);
        return best is null
            ? [.. chosen.Select(passage => passage.Flat.Text)]
            : [.. chosen.Select(passage => passage.Margin >= best - Close ? Sentence(passage) : "")];
    }

    private static string Sentence(ChosenPassage chosen)
    {
        Passage passage = chosen.Passage;
        TextSpan sentence = PassageSentences.Around(passage, passage.Explanation.Rerank!.Answer);
        string flat = new FlatText(passage.Text.AsSpan(sentence.Start - passage.Start, sentence.End - sentence.Start), sentence.Start).Text;
        return chosen.Flat.Text.Contains(flat, StringComparison.Ordinal) ? flat : chosen.Flat.Text;
    }
}
