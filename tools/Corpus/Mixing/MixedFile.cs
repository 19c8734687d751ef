namespace SearchEngine.Corpus.Mixing;

/// <summary>What a mixed file is, which decides what may become of it.</summary>
internal enum FileState
{
    /// <summary>As its program wrote it; of formats that have a reader, all are to be indexed.</summary>
    Sound,

    /// <summary>Cut short, or under another format's extension: to be read as far as it goes, or reported.</summary>
    Damaged,

    /// <summary>Opens with a password only.</summary>
    Locked,

    /// <summary>Holds not a byte.</summary>
    Empty,

    /// <summary>No text of any kind.</summary>
    Binary,

    /// <summary>Named by a .gitignore in its folder.</summary>
    Ignored,

    /// <summary>Its name, or its folder's, begins with a dot.</summary>
    Hidden,

    /// <summary>A symbolic link: to a file beside it, to nothing, out of the folder, or round in a circle.</summary>
    Link,
}

/// <summary>A file of the mixture.</summary>
/// <param name="Path">From the folder's root, with slashes.</param>
/// <param name="State">What it is.</param>
/// <param name="Format">What its bytes are, as an extension without the dot; of a link, where it leads.</param>
internal sealed record MixedFile(string Path, FileState State, string Format);
