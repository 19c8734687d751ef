using SearchEngine.Search;

namespace SearchEngine.Answers;

/// <summary>A passage that was chosen.</summary>
/// <param name="Hit">Its document.</param>
/// <param name="Passage">The passage.</param>
/// <param name="Normalized">What of it is read.</param>
internal sealed record SelectedPassage(SearchHit Hit, Passage Passage, NormalizedText Normalized)
{
    /// <summary>The sentence of it that answers best; null where its sentences were not read.</summary>
    public ScoredSentence? Sentence => Passage.Explanation.Rerank?.Sentence;
}

/// <summary>
/// Chooses what an answer is written from: the best passages, each saying something else than those before it, cut at sentences so that all fit. What
/// answers is never what is cut.
/// </summary>
internal static class EvidenceSelector
{
    /// <summary>Passages that share this much of the shorter one's words say the same.</summary>
    private const double DuplicateOverlap = 0.8;

    private const int MaxPassageTokens = 250, MinPassageTokens = 24;

    /// <param name="results">What was found.</param>
    /// <param name="options">How much.</param>
    /// <param name="countTokens">Tokens of a text.</param>
    public static IReadOnlyList<SelectedPassage> Select(SearchResults results, AskOptions options, Func<string, int> countTokens)
    {
        List<SelectedPassage> chosen = [];
        List<HashSet<string>> said = [];
        int room = options.MaxEvidenceTokens;
        foreach ((SearchHit hit, Passage passage) in results.GetPassagesByScore())
        {
            if (chosen.Count == options.MaxPassages || room < MinPassageTokens) break;
            HashSet<string> words = GetWords(passage.Text);
            if (words.Count == 0 || said.Any(others => ComputeOverlap(words, others) >= DuplicateOverlap)) continue;
            NormalizedText flat = Shorten(passage, Math.Min(room, MaxPassageTokens), countTokens);
            if (flat.Text.Length == 0) continue;
            room -= countTokens(flat.Text);
            chosen.Add(new SelectedPassage(hit, passage, flat));
            said.Add(words);
        }
        return chosen;
    }

    /// <summary>As many whole sentences as fit, around the one that answers.</summary>
    private static NormalizedText Shorten(Passage passage, int maxTokens, Func<string, int> countTokens)
    {
        NormalizedText whole = new(passage.Text, passage.Start);
        if (countTokens(whole.Text) <= maxTokens) return whole;

        List<TextSpan> sentences = PassageSplitter.Split(passage.Text);
        int answer = (passage.Explanation.Rerank?.Sentence?.Span.Start ?? passage.Start) - passage.Start;
        int first = Math.Max(0, sentences.FindLastIndex(sentence => sentence.Start <= answer)), last = first;
        while (true)
        {
            if (last + 1 < sentences.Count && Fits(first, last + 1)) last++;
            else if (first > 0 && Fits(first - 1, last)) first--;
            else break;
        }
        return sentences.Count == 0 ? whole : Between(first, last);

        NormalizedText Between(int from, int to) => new(passage.Text.AsSpan(sentences[from].Start, sentences[to].End - sentences[from].Start), passage.Start + sentences[from].Start);
        bool Fits(int from, int to) => countTokens(Between(from, to).Text) <= maxTokens;
    }

    private static HashSet<string> GetWords(string text) => [.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(word => word.Trim('.', ',', ';', ':', '"', '(', ')').ToUpperInvariant()).Where(word => word.Length > 0)];

    private static double ComputeOverlap(HashSet<string> one, HashSet<string> other) => one.Count(other.Contains) / (double)Math.Min(one.Count, other.Count);
}
