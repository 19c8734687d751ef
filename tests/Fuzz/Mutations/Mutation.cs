namespace SearchEngine.Fuzz.Tests.Mutations;

/// <summary>
/// Damages a document: containers on the inside, so that the damage reaches the reader and is not caught by a checksum, other files
/// directly.
/// </summary>
internal static class Mutation
{
    // Readers parse the content of containers; the container format itself is parsed by a library.
    private const int ContainerOdds = 10;

    /// <summary>Mutates <paramref name="content"/> and describes the mutation.</summary>
    public static (string Step, byte[] Content) Apply(byte[] content, MutationRandom random)
    {
        if (!random.OneIn(ContainerOdds))
        {
            if (ZipMutation.TryApply(content, random) is { } zip) return zip;
            if (PdfMutation.TryApply(content, random) is { } pdf) return pdf;
            if (random.OneIn(2) && MailMutation.TryApply(content, random) is { } mail) return mail;
        }
        return ApplyToBytes(content, random);
    }

    /// <summary>Mutates content that is not in a container.</summary>
    public static (string Step, byte[] Content) ApplyToBytes(byte[] content, MutationRandom random) =>
        random.OneIn(2) ? TextMutation.Apply(content, random) : ByteMutation.Apply(content, random);
}
