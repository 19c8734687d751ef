using System.Text;
using Microsoft.ML.Tokenizers;

namespace SearchEngine.Runtime.Tokenizers.PreTokenizers;

/// <summary>
/// BERT's words: what stands between white space, every punctuation character a word of its own. The library's own
/// (<see cref="PreTokenizer.CreateWordOrPunctuation"/>) loses symbols such as $, &lt; and emoji, and keeps snake_case whole.
/// </summary>
internal sealed class BertPreTokenizer : SplittingPreTokenizer
{
    protected override IEnumerable<(int Start, int Length)> Split(string text)
    {
        for (int at = 0; TryReadWord(text, ref at, out (int, int) word);) yield return word;
    }

    private static bool TryReadWord(ReadOnlySpan<char> text, ref int at, out (int Start, int Length) word)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
        int start = at;
        while (at < text.Length && !char.IsWhiteSpace(text[at]))
        {
            Rune.DecodeFromUtf16(text[at..], out Rune rune, out int units);
            bool isPunctuation = CharacterKinds.IsPunctuation(rune);
            if (isPunctuation && at > start) break;
            at += units;
            if (isPunctuation) break;
        }
        word = (start, at - start);
        return at > start;
    }
}
