namespace SearchEngine.Corpus.Mixing;

/// <summary>The state of a mixed file, which decides how indexing must treat it.</summary>
internal enum FileState
{
    /// <summary>Intact: must be indexed if its format has a reader.</summary>
    Sound,

    /// <summary>Truncated, or with another format's extension: must be read as far as possible, or reported.</summary>
    Damaged,

    /// <summary>Protected by a password.</summary>
    Locked,

    /// <summary>Zero bytes long.</summary>
    Empty,

    /// <summary>Not text.</summary>
    Binary,

    /// <summary>Excluded by a .gitignore in its folder.</summary>
    Ignored,

    /// <summary>Its name or its folder's name starts with a dot.</summary>
    Hidden,

    /// <summary>A symbolic link: to another file, to nothing, out of the folder, or to its own folder.</summary>
    Link,
}

/// <summary>A mixed file.</summary>
/// <param name="Path">The path relative to the root folder, with slashes.</param>
/// <param name="Format">The format of its content, as an extension without the dot; for a link, where it leads.</param>
internal sealed record MixedFile(string Path, FileState State, string Format);
