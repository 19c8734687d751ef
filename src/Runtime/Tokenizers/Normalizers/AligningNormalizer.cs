using Microsoft.ML.Tokenizers;

namespace SearchEngine.Runtime.Tokenizers.Normalizers;

/// <summary>
/// A normalizer of Microsoft.ML.Tokenizers that also keeps where each character came from: the library maps tokens to the normalized
/// text alone, and a result has to be shown in the original.
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
