using SearchEngine.Search;

namespace SearchEngine.Answers;

/// <summary>
/// What may be quoted of each passage. The cross-encoder knows better than a small decoder which sentence answers, so that of the best passage may be quoted, and those of others that come close to it.
/// </summary>
internal static class QuotableSentences
{
    /// <summary>How far below the best sentence, in logits, another passage's may lie.</summary>
    private const float MaxLogitGap = 3;

    /// <returns>A text for each passage; empty where nothing may be quoted of it.</returns>
    public static IReadOnlyList<string> Select(IReadOnlyList<SelectedPassage> chosen)
    {
        float? best = chosen.Max(passage => passage.Sentence?.Logit);
        return best is null
            ? [.. chosen.Select(passage => passage.Normalized.Text)]
            : [.. chosen.Select(passage => passage.Sentence?.Logit >= best - MaxLogitGap ? GetSentence(passage) : "")];
    }

    private static string GetSentence(SelectedPassage chosen)
    {
        Passage passage = chosen.Passage;
        TextSpan sentence = chosen.Sentence!.Span;
        string flat = new NormalizedText(passage.Text.AsSpan(sentence.Start - passage.Start, sentence.End - sentence.Start), sentence.Start).Text;
        return chosen.Normalized.Text.Contains(flat, StringComparison.Ordinal) ? flat : chosen.Normalized.Text;
    }
}
