using System.IO.Hashing;
using Microsoft.Win32.SafeHandles;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Files;

namespace SearchEngine.Index.Vectors;

/// <summary>
/// The current segments of a vector index with their deleted rows. The file is replaced as a whole by a rename, which is the
/// commit.
/// </summary>
/// <param name="Stamp">The state of the catalog that the index reflects.</param>
/// <param name="NextSegmentNumber">
/// The number of the next segment; numbers in file names show the order in which segments were written.
/// </param>
/// <param name="Segments">File names, with a bit for each deleted row, or null if no row is deleted.</param>
internal sealed record VectorManifest(
    DerivedStamp Stamp,
    long NextSegmentNumber,
    IReadOnlyList<(string Name, ulong[]? Deleted)> Segments)
{
    public const string FileName = "manifest";

    private const uint Magic = 0x31464D56; // "VMF1"

    /// <summary>
    /// Distinguishes manifests, also those with the same stamp, since a merge changes only the segments; 0 for one that has not
    /// been written.
    /// </summary>
    public ulong Checksum { get; private init; }

    public static VectorManifest Empty { get; } = new(new DerivedStamp("", 0), 1, []);

    /// <summary>
    /// Writes the manifest and commits it: neither a kill nor a power cut can bring back the previous one afterwards.
    /// </summary>
    /// <returns>The manifest with its checksum.</returns>
    public VectorManifest Write(IFileOperations files, string folder)
    {
        MemoryStream content = Serialize(out ulong checksum);
        string path = Path.Combine(folder, FileName), temporary = path + ".tmp";
        using (SafeFileHandle file = files.Create(temporary, content.Length))
        {
            files.Write(file, content.GetBuffer().AsSpan(0, (int)content.Length), 0);
            files.Flush(file);
        }

        // Renames may reach the disk in another order: the names of the segments must be durable first.
        files.FlushFolder(folder);
        files.Move(temporary, path);
        files.FlushFolder(folder);
        return this with { Checksum = checksum };
    }

    /// <summary>Reads the manifest, or returns an empty one if there is no file.</summary>
    /// <exception cref="DamagedIndexException">The file is damaged or of another version.</exception>
    public static VectorManifest Read(string folder)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) return Empty;
        byte[] bytes = File.ReadAllBytes(path);
        int contentLength = bytes.Length - sizeof(ulong);
        ulong checksum = contentLength < 0 ? 0 : BitConverter.ToUInt64(bytes, contentLength);
        if (contentLength < 0 || checksum != XxHash3.HashToUInt64(bytes.AsSpan(0, contentLength)))
            throw new DamagedIndexException(path, "its checksum does not match");
        using BinaryReader reader = new(new MemoryStream(bytes));
        if (reader.ReadUInt32() != Magic) throw new DamagedIndexException(path, "not a manifest of this version");
        VectorManifest manifest = Deserialize(reader) with { Checksum = checksum };

        // A name with a path would have files outside the folder read, and deleted by the next merge.
        return manifest.Segments.All(segment => OwnFiles.IsDerivedName(segment.Name))
            ? manifest
            : throw new DamagedIndexException(path, "it names files that are not segments");
    }

    private MemoryStream Serialize(out ulong checksum)
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
        checksum = XxHash3.HashToUInt64(stream.GetBuffer().AsSpan(0, (int)stream.Length));
        writer.Write(checksum);
        return stream;
    }

    private static VectorManifest Deserialize(BinaryReader reader)
    {
        DerivedStamp stamp = new(reader.ReadString(), reader.ReadInt64());
        long nextSegmentNumber = reader.ReadInt64();
        (string, ulong[]?)[] segments = new (string, ulong[]?)[reader.ReadInt32()];
        for (int i = 0; i < segments.Length; i++)
        {
            string name = reader.ReadString();
            ulong[] deleted = new ulong[reader.ReadInt32()];
            for (int word = 0; word < deleted.Length; word++) deleted[word] = reader.ReadUInt64();
            segments[i] = (name, deleted.Length == 0 ? null : deleted);
        }
        return new VectorManifest(stamp, nextSegmentNumber, segments);
    }
}
