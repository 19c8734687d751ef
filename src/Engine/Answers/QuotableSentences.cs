using SearchEngine.Search;

namespace SearchEngine.Answers;

/// <summary>
/// What may be quoted of each passage. The cross-encoder knows better than a small decoder which sentence answers, so that of the best passage may be quoted, and those of others that come close to it.
/// </summary>
internal static class QuotableSentences
{
    /// <summary>How far below the best sentence, in logits, another passage's may lie.</summary>
    private const float Close = 3;

    /// <returns>A text for each passage; empty where nothing may be quoted of it.</returns>
    public static IReadOnlyList<string> Of(IReadOnlyList<ChosenPassage> chosen)
    {
        float? best = chosen.Max(passage => passage.Sentence?.Logit);
        return best is null
            ? [.. chosen.Select(passage => passage.Flat.Text)]
            : [.. chosen.Select(passage => passage.Sentence?.Logit >= best - Close ? Sentence(passage) : "")];
    }

    private static string Sentence(ChosenPassage chosen)
    {
        Passage passage = chosen.Passage;
        TextSpan sentence = chosen.Sentence!.Span;
        string flat = new FlatText(passage.Text.AsSpan(sentence.Start - passage.Start, sentence.End - sentence.Start), sentence.Start).Text;
        return chosen.Flat.Text.Contains(flat, StringComparison.Ordinal) ? flat : chosen.Flat.Text;
    }
}
