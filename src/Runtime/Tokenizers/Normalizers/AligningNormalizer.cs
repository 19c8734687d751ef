using Microsoft.ML.Tokenizers;

namespace SearchEngine.Runtime.Tokenizers.Normalizers;

/// <summary>
/// A normalizer of Microsoft.ML.Tokenizers that also tracks the origin of each character: the library maps tokens only to the normalized
/// text, but results are shown in the original.
/// </summary>
internal abstract class AligningNormalizer : Normalizer
{
    public abstract void Normalize(ReadOnlySpan<char> text, AlignedText output);

    public sealed override string Normalize(string original) => Normalize(original.AsSpan());

    public sealed override string Normalize(ReadOnlySpan<char> original)
    {
        AlignedText output = new(original.Length, origin: 0);
        Normalize(original, output);
        return new string(output.Text);
    }
}
