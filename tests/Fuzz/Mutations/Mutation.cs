namespace SearchEngine.Fuzz.Tests.Mutations;

/// <summary>Damages a document: from within where it is a container, so that the damage is met by the reader and not by a checksum, else where its bytes lie.</summary>
internal static class Mutation
{
    // Bytes inside the container are what readers parse; the container itself is one library's matter.
    private const int ContainerOdds = 10;

    /// <summary>Mutates <paramref name="content"/>, and says what was done to it.</summary>
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

    /// <summary>Mutates what has no container around it.</summary>
    public static (string Step, byte[] Content) ApplyToBytes(byte[] content, MutationRandom random) =>
        random.OneIn(2) ? TextMutation.Apply(content, random) : ByteMutation.Apply(content, random);
}
