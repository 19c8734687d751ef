using SearchEngine.Search;

namespace SearchEngine.Answers;

/// <summary>
/// Selects the text of each passage that an answer may quote. The cross-encoder judges better than a small decoder which sentence answers,
/// so only the best sentence may be quoted, and those of other passages that score nearly as high.
/// </summary>
internal static class QuotableSentences
{
    /// <summary>The maximum distance, in logits, of another passage's sentence from the best.</summary>
    private const float MaxLogitGap = 3;

    /// <returns>One text for each passage; empty if nothing of it may be quoted.</returns>
    public static IReadOnlyList<string> Select(IReadOnlyList<SelectedPassage> selected)
    {
        float? best = selected.Max(passage => passage.Sentence?.Logit);
        return best is null
            ? [.. selected.Select(passage => passage.Normalized.Text)]
            : [.. selected.Select(passage => passage.Sentence?.Logit >= best - MaxLogitGap ? GetSentence(passage) : "")];
    }

    private static string GetSentence(SelectedPassage selected)
    {
        TextSpan sentence = selected.Sentence!.Span;
        string text = new NormalizedText(selected.Passage.GetText(sentence), sentence.Start).Text;
        return selected.Normalized.Text.Contains(text, StringComparison.Ordinal) ? text : selected.Normalized.Text;
    }
}
