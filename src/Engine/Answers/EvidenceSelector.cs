using SearchEngine.Search;

namespace SearchEngine.Answers;

/// <summary>A passage that was selected as evidence.</summary>
/// <param name="Hit">The document.</param>
/// <param name="Passage">The passage.</param>
/// <param name="Normalized">The text of it that the model reads.</param>
internal sealed record SelectedPassage(SearchHit Hit, Passage Passage, NormalizedText Normalized)
{
    /// <summary>The sentence that answers best; null if the sentences were not scored.</summary>
    public ScoredSentence? Sentence => Passage.Explanation.Rerank?.Sentence;
}

/// <summary>
/// Selects the evidence of an answer: the best passages without near duplicates, shortened to whole sentences within a token budget. The
/// sentence that answers is never cut.
/// </summary>
internal static class EvidenceSelector
{
    /// <summary>Two passages are duplicates if they share this much of the shorter one's words.</summary>
    private const double DuplicateOverlap = 0.8;

    private const int MaxPassageTokens = 250, MinPassageTokens = 24;

    private static readonly char[] Punctuation = ['.', ',', ';', ':', '"', '(', ')'];

    /// <param name="results">The search results.</param>
    /// <param name="options">The limits of passages and tokens.</param>
    /// <param name="countTokens">Counts the tokens of a text.</param>
    public static IReadOnlyList<SelectedPassage> Select(SearchResults results, AskOptions options, Func<string, int> countTokens)
    {
        List<SelectedPassage> selected = [];
        List<HashSet<string>> selectedWords = [];
        int remaining = options.MaxEvidenceTokens;
        foreach ((SearchHit hit, Passage passage) in results.GetPassagesByScore())
        {
            if (selected.Count == options.MaxPassages || remaining < MinPassageTokens) break;
            HashSet<string> words = GetWords(passage.Text);
            if (words.Count == 0 || selectedWords.Any(others => ComputeOverlap(words, others) >= DuplicateOverlap)) continue;
            NormalizedText text = Shorten(passage, Math.Min(remaining, MaxPassageTokens), countTokens);
            if (text.Text.Length == 0) continue;
            remaining -= countTokens(text.Text);
            selected.Add(new SelectedPassage(hit, passage, text));
            selectedWords.Add(words);
        }
        return selected;
    }

    /// <summary>Returns as many whole sentences as fit, around the one that answers.</summary>
    private static NormalizedText Shorten(Passage passage, int maxTokens, Func<string, int> countTokens)
    {
        int passageStart = passage.Location.Start;
        NormalizedText whole = new(passage.Text, passageStart);
        if (countTokens(whole.Text) <= maxTokens) return whole;

        List<TextSpan> sentences = PassageSplitter.Split(passage.Text);
        int answer = (passage.Explanation.Rerank?.Sentence?.Span.Start ?? passageStart) - passageStart;
        int first = Math.Max(0, sentences.FindLastIndex(sentence => sentence.Start <= answer)), last = first;
        while (true)
        {
            if (last + 1 < sentences.Count && Fits(first, last + 1)) last++;
            else if (first > 0 && Fits(first - 1, last)) first--;
            else break;
        }
        return sentences.Count == 0 ? whole : GetSentences(first, last);

        NormalizedText GetSentences(int from, int to)
        {
            int start = sentences[from].Start;
            return new NormalizedText(passage.Text.AsSpan(start, sentences[to].End - start), passageStart + start);
        }

        bool Fits(int from, int to) => countTokens(GetSentences(from, to).Text) <= maxTokens;
    }

    private static HashSet<string> GetWords(string text) =>
    [
        .. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.Trim(Punctuation).ToUpperInvariant())
            .Where(word => word.Length > 0),
    ];

    private static double ComputeOverlap(HashSet<string> one, HashSet<string> other) =>
        one.Count(other.Contains) / (double)Math.Min(one.Count, other.Count);
}
