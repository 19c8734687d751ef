namespace SearchEngine.Fuzz.Tests.Mutations;

/// <summary>Damage as caused by disks, networks and careless programs, for any format.</summary>
internal static class ByteMutation
{
    private const int MaxFlips = 64, MaxRepeatedBytes = 200_000;

    private static readonly Func<byte[], MutationRandom, (string, byte[])>[] All =
        [FlipBits, SetBytes, Truncate, Remove, Duplicate, Swap, Splice, Zero];

    public static (string Step, byte[] Content) Apply(byte[] content, MutationRandom random) => random.Pick(All)(content, random);

    private static (string, byte[]) FlipBits(byte[] content, MutationRandom random)
    {
        byte[] changed = [.. content];
        int flips = random.NextMagnitude(MaxFlips);
        for (; flips > 0 && changed.Length > 0; flips--) changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
        return ("bits flipped", changed);
    }

    private static (string, byte[]) SetBytes(byte[] content, MutationRandom random)
    {
        byte[] changed = [.. content];
        int count = random.NextMagnitude(MaxFlips);
        for (; count > 0 && changed.Length > 0; count--) changed[random.Next(changed.Length)] = (byte)random.Next(256);
        return ("bytes set", changed);
    }

    private static (string, byte[]) Truncate(byte[] content, MutationRandom random) =>
        ("truncated", content[..random.Next(content.Length)]);

    private static (string, byte[]) Remove(byte[] content, MutationRandom random)
    {
        (int start, int size) = random.NextSlice(content.Length).GetOffsetAndLength(content.Length);
        return ("slice removed", [.. content.AsSpan(0, start), .. content.AsSpan(start + size)]);
    }

    private static (string, byte[]) Duplicate(byte[] content, MutationRandom random)
    {
        (int start, int size) = random.NextSlice(content.Length).GetOffsetAndLength(content.Length);
        int times = random.NextMagnitude(Math.Max(1, MaxRepeatedBytes / Math.Max(1, size)));
        byte[] slice = content[start..(start + size)];
        IEnumerable<byte> repeated = Enumerable.Repeat(slice, times).SelectMany(bytes => bytes);
        return ($"slice of {size} repeated {times} times", [.. content.AsSpan(0, start), .. repeated, .. content.AsSpan(start)]);
    }

    private static (string, byte[]) Swap(byte[] content, MutationRandom random)
    {
        int[] cuts = [.. Enumerable.Range(0, 4).Select(_ => random.Next(content.Length + 1)).Order()];
        byte[] swapped =
        [
            .. content.AsSpan(..cuts[0]),
            .. content.AsSpan(cuts[2]..cuts[3]),
            .. content.AsSpan(cuts[1]..cuts[2]),
            .. content.AsSpan(cuts[0]..cuts[1]),
            .. content.AsSpan(cuts[3]..),
        ];
        return ("slices swapped", swapped);
    }

    private static (string, byte[]) Splice(byte[] content, MutationRandom random)
    {
        SourceDocument other = random.Pick(SourceDocument.All);
        ReadOnlySpan<byte> head = content.AsSpan(..random.Next(content.Length));
        ReadOnlySpan<byte> tail = other.Content.AsSpan(random.Next(other.Content.Length)..);
        return ($"continued by {other.Name}", [.. head, .. tail]);
    }

    private static (string, byte[]) Zero(byte[] content, MutationRandom random)
    {
        byte[] changed = [.. content];
        changed.AsSpan(random.NextSlice(changed.Length)).Fill(random.OneIn(2) ? (byte)0 : (byte)0xff);
        return ("slice blanked", changed);
    }
}
