using SearchEngine.Runtime.Tokenizers.Normalizers;

namespace SearchEngine.Runtime.Tokenizers.PreTokenizers;

/// <summary>Puts a space, which comes from the first character, before words that begin with none, so that they are as any other word.</summary>
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
