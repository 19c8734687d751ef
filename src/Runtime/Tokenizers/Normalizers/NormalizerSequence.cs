namespace SearchEngine.Runtime.Tokenizers.Normalizers;

/// <summary>Applies several normalizers in order.</summary>
internal sealed class NormalizerSequence(AligningNormalizer[] stages) : AligningNormalizer
{
    public override void Normalize(ReadOnlySpan<char> text, AlignedText output)
    {
        AlignedText current = new(text.Length, origin: 0);
        current.AppendUnchanged(text);
        foreach (AligningNormalizer stage in stages)
        {
            AlignedText next = new(current.Text.Length, current);
            stage.Normalize(current.Text, next);
            current = next;
        }
        output.Append(new Word(current, 0, current.Text.Length));
    }
}
