using System.Runtime.InteropServices;

namespace SearchEngine.Documents.Containers;

/// <summary>Exposes a document's bytes to libraries that read streams.</summary>
internal static class ContentStreamExtensions
{
    /// <summary>Returns a stream over the bytes, without copying them if possible.</summary>
    public static MemoryStream AsStream(this ReadOnlyMemory<byte> content) =>
        MemoryMarshal.TryGetArray(content, out ArraySegment<byte> segment)
            ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false)
            : new MemoryStream(content.ToArray(), writable: false);
}
