namespace SearchEngine.Documents;

/// <summary>
/// A node of a document's outline: a heading with what it governs, or a type or function of source code. Two sections with one
/// title are two, so sections compare by reference.
/// </summary>
public sealed class Section
{
    // A path is stored and shown with every chunk; a heading longer than this is a paragraph by mistake, or generated.
    private const int MaxTitleLength = 120;

    private Section()
    {
    }

    /// <summary>The heading or the declaration's signature, at most 120 characters; empty for the document itself.</summary>
    public string Title { get; private init; } = "";

    /// <summary>1 to 6 as in HTML for headings, 3 and deeper for declarations in source code, 0 for the document itself.</summary>
    public int Level { get; private init; }

    /// <summary>The section around it, none for the document itself.</summary>
    public Section? Parent { get; private init; }

    /// <summary>The titles from the outermost section to this one, as <c>A > B > C</c>; empty for the document itself.</summary>
    public string Path => field ??= Parent is null || Parent.Path.Length == 0 ? Title : $"{Parent.Path} > {Title}";

    /// <summary>A new outline's root: the document itself.</summary>
    public static Section CreateRoot() => new();

    /// <summary>Opens a section after this one: inside the nearest enclosing section of a lower level.</summary>
    public Section Open(string title, int level)
    {
        Section parent = this;
        while (parent.Parent is not null && parent.Level >= level) parent = parent.Parent;
        return new Section { Title = Shorten(title), Level = level, Parent = parent };
    }

    private static string Shorten(string title)
    {
        if (title.Length <= MaxTitleLength) return title;
        int length = MaxTitleLength - 1;
        return string.Concat(title.AsSpan(0, char.IsHighSurrogate(title[length - 1]) ? length - 1 : length), "…");
    }
}
