using System.Text;
using Microsoft.ML.Tokenizers;

namespace SearchEngine.Runtime.Tokenizers.PreTokenizers;

/// <summary>
/// BERT's words: text between white space, with every punctuation character as a word of its own. The library's
/// <see cref="PreTokenizer.CreateWordOrPunctuation"/> drops symbols such as $, &lt; and emoji, and does not split snake_case.
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
