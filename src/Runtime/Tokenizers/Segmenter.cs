using SearchEngine.Runtime.Tokenizers.AddedTokens;
using SearchEngine.Runtime.Tokenizers.Models;
using SearchEngine.Runtime.Tokenizers.Normalizers;
using SearchEngine.Runtime.Tokenizers.PreTokenizers;

namespace SearchEngine.Runtime.Tokenizers;

/// <summary>
/// Converts a text to tokens: matches added tokens in the text, normalizes the text between them, matches the added tokens that apply to
/// normalized text, and splits the rest into words, which the model segments.
/// </summary>
internal sealed class Segmenter(
    AligningNormalizer? normalizer, AligningPreTokenizer? preTokenizer, SubwordModel model, AddedToken[] addedTokens)
{
    private readonly AddedTokenFinder _inText = new(addedTokens.Where(token => !token.Normalized));

    private readonly AddedTokenFinder _inNormalizedText = new(addedTokens.Where(token => token.Normalized)
        .Select(token => normalizer is null ? token : token with { Content = normalizer.Normalize(token.Content) }));

    /// <summary>Segments a text; stops soon after the number of tokens exceeds <paramref name="limit"/>.</summary>
    public TokenBuffer Segment(string text, int limit)
    {
        TokenBuffer tokens = new();
        int from = 0;
        while (_inText.TryFindNext(text, from, out AddedTokenMatch match))
        {
            Normalize(text, from, match.Start, limit, tokens);
            if (tokens.Count > limit) return tokens;
            tokens.Add(match.Id, (match.Start, match.End));
            from = match.End;
        }
        Normalize(text, from, text.Length, limit, tokens);
        return tokens;
    }

    private void Normalize(string text, int start, int end, int limit, TokenBuffer tokens)
    {
        if (start == end) return;
        ReadOnlySpan<char> gap = text.AsSpan(start, end - start);
        AlignedText normalized = new(gap.Length, start);
        if (normalizer is null) normalized.AppendUnchanged(gap);
        else normalizer.Normalize(gap, normalized);

        int from = 0;
        while (_inNormalizedText.TryFindNext(normalized.Text, from, out AddedTokenMatch match))
        {
            SegmentWords(normalized, from, match.Start, limit, tokens);
            if (tokens.Count > limit) return;
            tokens.Add(match.Id, normalized.GetOrigin(match.Start, match.End));
            from = match.End;
        }
        SegmentWords(normalized, from, normalized.Text.Length, limit, tokens);
    }

    private void SegmentWords(AlignedText normalized, int start, int end, int limit, TokenBuffer tokens)
    {
        if (start == end) return;
        IEnumerable<Word> text = [new Word(normalized, start, end - start)];
        foreach (Word word in preTokenizer?.PreTokenize(text) ?? text)
        {
            model.Segment(word, tokens);
            if (tokens.Count > limit) return;
        }
    }
}
