using System.Text;

namespace SearchEngine.Runtime.Tokenizers.Normalizers;

/// <summary>
/// The normalization forms of Unicode (UAX #15). .NET has them, but not where each character comes from; so only what changes is worked
/// out here, a character at a time. Spans are as the reference gives them: a composed character has that of the first of its parts.
/// </summary>
internal sealed class UnicodeNormalizer(NormalizationForm form) : AligningNormalizer
{
    private readonly bool _isCompatible = form is NormalizationForm.FormKC or NormalizationForm.FormKD;
    private readonly bool _isComposed = form is NormalizationForm.FormC or NormalizationForm.FormKC;

    public override void Normalize(ReadOnlySpan<char> text, AlignedText output)
    {
        // Nothing becomes of ASCII but for the one character that marks may follow.
        for (int start = 0, end; start < text.Length; start = end)
        {
            int ascii = text[start..].IndexOfAnyExceptInRange('\0', '\x7F');
            int from = ascii < 0 ? text.Length : start + Math.Max(ascii - 1, 0);
            output.AppendUnchanged(text[start..from], start);
            int others = from + 1 < text.Length ? text[(from + 1)..].IndexOfAnyInRange('\0', '\x7F') : -1;
            end = others < 0 ? text.Length : from + 1 + others;
            if (from == end) return;
            ReadOnlySpan<char> run = text[from..end];
            if (IsNormalized(run)) output.AppendUnchanged(run, from);
            else Rewrite(run, from, output);
        }
    }

    private bool IsNormalized(ReadOnlySpan<char> run) =>
        // Where characters are broken or no characters, .NET would throw.
        run.IndexOfAnyInRange('\uD800', '\uDFFF') < 0 && !run.Contains('\uFFFE') && run.IsNormalized(form);

    private void Rewrite(ReadOnlySpan<char> run, int start, AlignedText output)
    {
        List<int> places = [];
        ChangedText changed = new();
        for (int at = 0, length; at < run.Length; at += length)
        {
            Rune.DecodeFromUtf16(run[at..], out Rune rune, out length);
            places.Add(start + at);
            changed.AddDecomposed(_isCompatible ? UnicodeData.DecomposeCompatibly(rune) : UnicodeData.Decompose(rune));
        }
        places.Add(start + run.Length);
        changed.Order();
        if (_isComposed) changed.Compose();
        changed.CopyTo(output, places);
    }
}
