using System.Collections.Frozen;

namespace SearchEngine.Ingestion;

/// <summary>A document that an application supplies as text.</summary>
/// <param name="Path">Identifies it within its collection.</param>
/// <param name="Title">Its title; may be empty.</param>
/// <param name="Text">Its text, as plain paragraphs.</param>
public sealed record Document(string Path, string Title, string Text)
{
    /// <summary>
    /// Metadata that filters can refer to by name, like a file's front matter. Several values of a field are joined by ", ".
    /// </summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = FrozenDictionary<string, string>.Empty;
}
