using Microsoft.ML.Tokenizers;
using SearchEngine.Runtime.Tokenizers.Normalizers;

namespace SearchEngine.Runtime.Tokenizers.PreTokenizers;

/// <summary>
/// A pre-tokenizer of Microsoft.ML.Tokenizers that can be chained and can change the spelling of words: those of the library only return
/// spans of the unchanged text.
/// </summary>
internal abstract class AligningPreTokenizer : PreTokenizer
{
    /// <summary>Splits adjacent words further. The result is lazy.</summary>
    public abstract IEnumerable<Word> PreTokenize(IEnumerable<Word> words);

    public sealed override IEnumerable<(int Offset, int Length)> PreTokenize(string text)
    {
        if (text.Length == 0) yield break;
        AlignedText aligned = new(text.Length, origin: 0);
        aligned.AppendUnchanged(text);
        foreach (Word word in PreTokenize([new Word(aligned, 0, text.Length)]))
        {
            (int start, int end) = word.GetOrigin(0, word.Length);
            yield return (start, end - start);
        }
    }

    public sealed override IEnumerable<(int Offset, int Length)> PreTokenize(ReadOnlySpan<char> text) => PreTokenize(text.ToString());
}
