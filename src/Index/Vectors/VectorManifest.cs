using System.IO.Hashing;
using Microsoft.Win32.SafeHandles;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Files;

namespace SearchEngine.Index.Vectors;

/// <summary>Which segments count, which rows of them do not, and what they were made from. Replaced as a whole by a rename, so it is what commits.</summary>
/// <param name="Stamp">What the index was made from.</param>
/// <param name="NextSegmentNumber">Number of the next segment, so that names tell the order in which segments were written.</param>
/// <param name="Segments">File names, and the deleted rows as bits or null.</param>
internal sealed record VectorManifest(DerivedStamp Stamp, long NextSegmentNumber, IReadOnlyList<(string Name, ulong[]? Deleted)> Segments)
{
    public const string FileName = "manifest";

    private const uint Magic = 0x31464D56; // "VMF1"

    /// <summary>Tells two manifests apart, of one stamp too: merges change the segments and nothing else. 0 for one that is not written.</summary>
    public ulong Checksum { get; private init; }

    public static VectorManifest Empty { get; } = new(new DerivedStamp("", 0), 1, []);

    /// <summary>Commits: after it, neither a kill nor a power cut brings the last manifest back.</summary>
    /// <returns>What was written.</returns>
    public VectorManifest Write(IFileOperations files, string folder)
    {
        MemoryStream stream = new();
        BinaryWriter writer = new(stream);
        writer.Write(Magic);
        writer.Write(Stamp.Source);
        writer.Write(Stamp.Generation);
        writer.Write(NextSegmentNumber);
        writer.Write(Segments.Count);
        foreach ((string name, ulong[]? deleted) in Segments)
        {
            writer.Write(name);
            writer.Write(deleted?.Length ?? 0);
            foreach (ulong word in deleted ?? []) writer.Write(word);
        }
        ulong checksum = XxHash3.HashToUInt64(stream.GetBuffer().AsSpan(0, (int)stream.Length));
        writer.Write(checksum);

        string path = Path.Combine(folder, FileName), temporary = path + ".tmp";
        using (SafeFileHandle file = files.Create(temporary, stream.Length))
        {
            files.Write(file, stream.GetBuffer().AsSpan(0, (int)stream.Length), 0);
            files.Flush(file);
        }

        // A rename may reach the disk before another that came first: the segments' names go ahead.
        files.FlushFolder(folder);
        files.Move(temporary, path);
        files.FlushFolder(folder);
        return this with { Checksum = checksum };
    }

    /// <summary>Reads the manifest; an empty one if there is none.</summary>
    /// <exception cref="DamagedIndexException">It is not whole.</exception>
    public static VectorManifest Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) return Empty;
        byte[] bytes = File.ReadAllBytes(path);
        int content = bytes.Length - sizeof(ulong);
        ulong checksum = content < 0 ? 0 : BitConverter.ToUInt64(bytes, content);
        if (content < 0 || checksum != XxHash3.HashToUInt64(bytes.AsSpan(0, content)))
            throw new DamagedIndexException(path, "its checksum does not match");
        using BinaryReader reader = new(new MemoryStream(bytes));
        if (reader.ReadUInt32() != Magic) throw new DamagedIndexException(path, "not a manifest of this version");
        DerivedStamp stamp = new(reader.ReadString(), reader.ReadInt64());
        long next = reader.ReadInt64();
        (string, ulong[]?)[] segments = new (string, ulong[]?)[reader.ReadInt32()];
        for (int i = 0; i < segments.Length; i++)
        {
            string name = reader.ReadString();
            ulong[] deleted = new ulong[reader.ReadInt32()];
            for (int word = 0; word < deleted.Length; word++) deleted[word] = reader.ReadUInt64();
            segments[i] = (name, deleted.Length == 0 ? null : deleted);
        }
        return new VectorManifest(stamp, next, segments) { Checksum = checksum };
    }
}
