namespace SearchEngine.Runtime.Tokenizers;

/// <summary>
/// The letters that represent bytes in byte-level vocabularies, whose tokens must be printable (GPT-2, Radford et al. 2019): printable
/// Latin-1 characters represent themselves, and the characters from U+0100 the other bytes in order.
/// </summary>
internal static class ByteAlphabet
{
    private static readonly char[] Letters = CreateLetters();
    private static readonly short[] Bytes = CreateBytes();

    /// <summary>The letter that represents a space.</summary>
    public static char Space => GetLetter((byte)' ');

    public static char GetLetter(byte value) => Letters[value];

    public static bool TryGetByte(char letter, out byte value)
    {
        int found = letter < Bytes.Length ? Bytes[letter] : -1;
        value = (byte)found;
        return found >= 0;
    }

    private static char[] CreateLetters()
    {
        char[] letters = new char[256];
        char next = '\u0100';
        for (int value = 0; value < letters.Length; value++)
        {
            bool isPrintable = value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or >= 0xAE;
            letters[value] = isPrintable ? (char)value : next++;
        }
        return letters;
    }

    private static short[] CreateBytes()
    {
        short[] bytes = new short[Letters.Max() + 1];
        Array.Fill(bytes, (short)-1);
        for (short value = 0; value < Letters.Length; value++) bytes[Letters[value]] = value;
        return bytes;
    }
}
