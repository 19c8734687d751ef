namespace SearchEngine.Runtime.Tokenizers.Normalizers;

/// <summary>Removes white space from the ends of a text.</summary>
internal sealed class StripNormalizer(bool left, bool right) : AligningNormalizer
{
    public override void Normalize(ReadOnlySpan<char> text, AlignedText output)
    {
        int start = 0, end = text.Length;
        while (left && start < end && char.IsWhiteSpace(text[start])) start++;
        while (right && start < end && char.IsWhiteSpace(text[end - 1])) end--;
        output.AppendUnchanged(text[start..end], start);
    }
}
