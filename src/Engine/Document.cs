using System.Collections.Frozen;

namespace SearchEngine;

/// <summary>A document that is text already, from wherever the program has it.</summary>
/// <param name="Path">Identifies it within its collection.</param>
/// <param name="Title">What it is called; may be empty.</param>
/// <param name="Text">Its text, as plain paragraphs.</param>
public sealed record Document(string Path, string Title, string Text)
{
    /// <summary>What a filter can ask for, by name, as a file's front matter has it; several values of one name are joined by ", ".</summary>
    public IReadOnlyDictionary<string, string> Fields { get; init; } = FrozenDictionary<string, string>.Empty;
}
