using System.IO.Compression;
using System.Text;

namespace SearchEngine.Fuzz.Tests.Mutations;

/// <summary>
/// Damage inside a ZIP container with valid checksums: one part is changed, removed, duplicated, renamed or swapped with another.
/// </summary>
internal static class ZipMutation
{
    private static readonly string[] OddNames =
        [".", "/", "../../etc/passwd", "a\\b.xml", "[Content_Types].xml", "mimetype", "con", new string('a', 60_000)];

    /// <summary>Mutates <paramref name="content"/>; null if it is not a ZIP archive.</summary>
    public static (string Step, byte[] Content)? TryApply(byte[] content, MutationRandom random)
    {
        if (!content.AsSpan().StartsWith("PK"u8) || Unpack(content) is not { Count: > 0 } parts) return null;
        int chosen = random.Next(parts.Count);
        string step = random.Next(12) switch
        {
            0 => RemovePart(parts, chosen),
            1 => DuplicatePart(parts, chosen),
            2 => RenamePart(parts, chosen, random),
            3 => SwapParts(parts, chosen, random.Next(parts.Count)),
            _ => ChangePart(parts, chosen, random),
        };
        return (step, Pack(parts));
    }

    private static List<(string Name, byte[] Content)>? Unpack(byte[] content)
    {
        try
        {
            using ZipArchive archive = new(new MemoryStream(content), ZipArchiveMode.Read);
            return [.. archive.Entries.Select(entry => (entry.FullName, ReadBytes(entry)))];
        }
        catch (Exception e) when (e is InvalidDataException or IOException or NotSupportedException)
        {
            // An earlier mutation hit the container.
            return null;
        }
    }

    private static byte[] ReadBytes(ZipArchiveEntry entry)
    {
        using Stream stream = entry.Open();
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static byte[] Pack(List<(string Name, byte[] Content)> parts)
    {
        using MemoryStream packed = new();
        using (ZipArchive archive = new(packed, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8))
        {
            foreach ((string name, byte[] content) in parts)
            {
                using Stream stream = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
                stream.Write(content);
            }
        }
        return packed.ToArray();
    }

    private static string RemovePart(List<(string Name, byte[] Content)> parts, int chosen)
    {
        string name = parts[chosen].Name;
        parts.RemoveAt(chosen);
        return $"{name} removed";
    }

    private static string DuplicatePart(List<(string Name, byte[] Content)> parts, int chosen)
    {
        parts.Add(parts[chosen]);
        return $"{parts[chosen].Name} duplicated";
    }

    private static string RenamePart(List<(string Name, byte[] Content)> parts, int chosen, MutationRandom random)
    {
        string name = parts[chosen].Name, other = random.OneIn(2) ? random.Pick(parts).Name : random.Pick(OddNames);
        parts[chosen] = (other, parts[chosen].Content);
        return $"{name} renamed to {(other.Length > 40 ? "a long name" : other)}";
    }

    private static string SwapParts(List<(string Name, byte[] Content)> parts, int one, int other)
    {
        ((string Name, byte[] Content) first, (string Name, byte[] Content) second) = (parts[one], parts[other]);
        parts[one] = (first.Name, second.Content);
        parts[other] = (second.Name, first.Content);
        return $"{first.Name} swapped with {second.Name}";
    }

    private static string ChangePart(List<(string Name, byte[] Content)> parts, int chosen, MutationRandom random)
    {
        (string name, byte[] content) = parts[chosen];
        (string step, byte[] changed) = Mutation.ApplyToBytes(content, random);
        parts[chosen] = (name, changed);
        return $"in {name} {step}";
    }
}
