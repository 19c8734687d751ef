using SearchEngine.Index.Lexical;

namespace SearchEngine.Search;

/// <summary>Finds in a passage the sentence that answers: the one that holds the answer where the cross-encoder marks one, else the one with most of the query's words, the rarer the more.</summary>
/// <remarks>
/// Of 1,133 questions of SQuAD 1.1 (train), whose paragraphs have five sentences, words alone find the sentence of the answer for 0.797, embeddings alone for 0.792, and both together for 0.813: not worth
/// encoding sentences, each of which takes as long as searching a hundred thousand passages.
/// </remarks>
internal sealed class Highlighter(QueryTermMatcher words)
{
    /// <summary>The passage with its best sentence and the words that it shares with the query; offsets are the document's.</summary>
    public Passage Highlight(Passage passage)
    {
        List<TextSpan> sentences = PassageSplitter.Split(passage.Text);
        // A heading holds the words of many a question and answers none.
        if (sentences.FindAll(sentence => !IsHeading(passage, sentence)) is { Count: > 0 } answers) sentences = answers;
        IReadOnlyList<TermMatch> matches = words.FindMatches(passage.Text);
        TextSpan? best = FindByAnswer(passage, sentences) ?? (sentences.Count == 0 || matches.Count == 0 ? null : FindByWords(sentences, matches));
        return passage with
        {
            Sentence = best?.Shift(passage.Start),
            Words = [.. matches.Select(match => new TextSpan(match.Start, match.End).Shift(passage.Start))],
        };
    }

    private static bool IsHeading(Passage passage, TextSpan sentence)
    {
        ReadOnlySpan<char> text = passage.Text.AsSpan(sentence.Start, sentence.End - sentence.Start).Trim("# ");
        return passage.Heading.EndsWith(text.ToString(), StringComparison.Ordinal);
    }

    private static TextSpan? FindByAnswer(Passage passage, List<TextSpan> sentences)
    {
        if (passage.Answer is not { } answer) return null;
        // An answer may run over more than one.
        TextSpan best = sentences.MaxBy(Shared);
        return Shared(best) > 0 ? best : null;

        int Shared(TextSpan sentence) => Math.Min(passage.Start + sentence.End, answer.End) - Math.Max(passage.Start + sentence.Start, answer.Start);
    }

    private static TextSpan FindByWords(List<TextSpan> sentences, IReadOnlyList<TermMatch> matches) => sentences.MaxBy(sentence => matches
        .Where(match => match.Start >= sentence.Start && match.End <= sentence.End).DistinctBy(match => match.Term).Sum(match => match.Weight));
}
