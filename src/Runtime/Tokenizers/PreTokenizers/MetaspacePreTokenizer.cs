using SearchEngine.Runtime.Tokenizers.Normalizers;

namespace SearchEngine.Runtime.Tokenizers.PreTokenizers;

/// <summary>
/// SentencePiece's words (pre_tokenizers/metaspace.rs of Hugging Face tokenizers): spaces become a visible character, one is prepended to
/// the text, and each starts a word. The library has no equivalent that reports origins.
/// </summary>
internal sealed class MetaspacePreTokenizer(MetaspaceOptions options) : AligningPreTokenizer
{
    public override IEnumerable<Word> PreTokenize(IEnumerable<Word> words)
    {
        foreach (Word word in words)
        {
            Word spelled = Spell(word);
            for (int start = 0, length; start < spelled.Length; start += length)
            {
                length = options.Split ? GetWordLength(spelled.Units[start..]) : spelled.Length;
                yield return spelled.Slice(start, length);
            }
        }
    }

    private Word Spell(Word word)
    {
        ReadOnlySpan<char> units = word.Units;
        bool isPrepended = units[0] != options.Replacement && units[0] != ' ' && options.PrependScheme switch
        {
            PrependScheme.Always => true,
            PrependScheme.First => word.IsAtOriginalStart,
            _ => false,
        };
        if (!isPrepended && !units.Contains(' ')) return word;

        AlignedText text = new(word.Length + 1, word.Text);
        if (isPrepended) text.Append(options.Replacement, word.Start, word.Start + 1);
        for (int i = 0; i < units.Length; i++)
        {
            text.Append(units[i] == ' ' ? options.Replacement : units[i], word.Start + i, word.Start + i + 1);
        }
        return new Word(text, 0, text.Text.Length);
    }

    private int GetWordLength(ReadOnlySpan<char> text)
    {
        int rest = text[1..].IndexOf(options.Replacement);
        return rest < 0 ? text.Length : 1 + rest;
    }
}
