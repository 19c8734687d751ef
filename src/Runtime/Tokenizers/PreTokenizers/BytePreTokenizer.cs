using System.Text;
using SearchEngine.Runtime.Tokenizers.Normalizers;

namespace SearchEngine.Runtime.Tokenizers.PreTokenizers;

/// <summary>Spells words in the <see cref="ByteAlphabet"/>. The library's BPE model ends tokens in the middle of surrogate pairs.</summary>
internal sealed class BytePreTokenizer : AligningPreTokenizer
{
    // Words share texts of about this size, to avoid both a text per word and spelling the whole text at once.
    private const int UnitsPerText = 4096;

    public override IEnumerable<Word> PreTokenize(IEnumerable<Word> words)
    {
        AlignedText text = new(capacity: 0, origin: 0);
        foreach (Word word in words)
        {
            if (text.Text.Length >= UnitsPerText) text = new AlignedText(capacity: 0, origin: 0);
            int start = text.Text.Length;
            Spell(word, text);
            yield return new Word(text, start, text.Text.Length - start);
        }
    }

    private static void Spell(Word word, AlignedText output)
    {
        ReadOnlySpan<char> units = word.Units;
        Span<byte> bytes = stackalloc byte[4];
        for (int at = 0; at < units.Length;)
        {
            Rune.DecodeFromUtf16(units[at..], out Rune rune, out int length);
            (int start, int end) = word.GetOrigin(at, at + length);
            foreach (byte value in bytes[..rune.EncodeToUtf8(bytes)]) output.Append(ByteAlphabet.GetLetter(value), start, end);
            at += length;
        }
    }
}
