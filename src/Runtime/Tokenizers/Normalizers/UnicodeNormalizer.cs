using System.Text;

namespace SearchEngine.Runtime.Tokenizers.Normalizers;

/// <summary>
/// The Unicode normalization forms (UAX #15). .NET does not report the origin of each character, so changed text is normalized here,
/// character by character. Spans are those of the reference: a composed character has the span of its first part.
/// </summary>
internal sealed class UnicodeNormalizer(NormalizationForm form) : AligningNormalizer
{
    // .NET's cost grows with the square of the number of adjacent marks.
    private const int LongRunLength = 1024;

    private readonly bool _isCompatible = form is NormalizationForm.FormKC or NormalizationForm.FormKD;
    private readonly bool _isComposed = form is NormalizationForm.FormC or NormalizationForm.FormKC;

    public override void Normalize(ReadOnlySpan<char> text, AlignedText output)
    {
        for (int start = 0, end; start < text.Length; start = end)
        {
            int ascii = text[start..].IndexOfAnyExceptInRange('\0', '\x7F');
            int from = ascii < 0 ? text.Length : start + Math.Max(ascii - 1, 0);
            output.AppendUnchanged(text[start..from], start);
            end = from + GetRunLength(text[from..]);
            ReadOnlySpan<char> run = text[from..end];
            if (IsNormalized(run)) output.AppendUnchanged(run, from);
            else Rewrite(run, from, output);
        }
    }

    // ASCII is unchanged, except for a character followed by marks; ideographs never compose with what precedes them.
    private static int GetRunLength(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty) return 0;
        int ascii = text[1..].IndexOfAnyInRange('\0', '\x7F');
        int length = ascii < 0 ? text.Length : 1 + ascii;
        if (length <= LongRunLength) return length;
        int ideograph = text[LongRunLength..length].IndexOfAnyInRange('\u4E00', '\u9FFF');
        return ideograph < 0 ? length : LongRunLength + ideograph;
    }

    // .NET would throw on lone surrogates and non-characters.
    private bool IsNormalized(ReadOnlySpan<char> run) =>
        run.Length < 2 * LongRunLength && run.IndexOfAnyInRange(
            '\uD800', '\uDFFF') < 0 && !run.Contains('\uFFFE') && run.IsNormalized(form);

    private void Rewrite(ReadOnlySpan<char> run, int start, AlignedText output)
    {
        List<int> starts = [];
        NormalizationBuffer buffer = new();
        for (int at = 0, length; at < run.Length; at += length)
        {
            Rune.DecodeFromUtf16(run[at..], out Rune rune, out length);
            starts.Add(start + at);
            buffer.AddDecomposed(_isCompatible ? UnicodeData.DecomposeCompatibility(rune) : UnicodeData.Decompose(rune));
        }
        starts.Add(start + run.Length);
        buffer.OrderMarks();
        if (_isComposed) buffer.Compose();
        buffer.CopyTo(output, starts);
    }
}
