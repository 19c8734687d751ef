using System.Runtime.InteropServices;

namespace SearchEngine.Documents.Containers;

/// <summary>Gives libraries that read streams a document's bytes.</summary>
internal static class ContentStreamExtensions
{
    /// <summary>A stream over the bytes where they stand.</summary>
    public static MemoryStream AsStream(this ReadOnlyMemory<byte> content) =>
        MemoryMarshal.TryGetArray(content, out ArraySegment<byte> segment) ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false) : new MemoryStream(content.ToArray(), writable: false);
}
