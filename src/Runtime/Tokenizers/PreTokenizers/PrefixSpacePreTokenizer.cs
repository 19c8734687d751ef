using SearchEngine.Runtime.Tokenizers.Normalizers;

namespace SearchEngine.Runtime.Tokenizers.PreTokenizers;

/// <summary>
/// Prepends a space, whose origin is the first character, to words that do not start with one, so that they are tokenized like any other
/// word.
/// </summary>
internal sealed class PrefixSpacePreTokenizer : AligningPreTokenizer
{
    public override IEnumerable<Word> PreTokenize(IEnumerable<Word> words) => words.Select(Prefix);

    private static Word Prefix(Word word)
    {
        if (word.Units[0] == ' ') return word;
        AlignedText text = new(word.Length + 1, origin: 0);
        (int start, int end) = word.GetOrigin(0, 1);
        text.Append(' ', start, end);
        text.Append(word);
        return new Word(text, 0, word.Length + 1);
    }
}
