namespace SearchEngine.Documents;

/// <summary>
/// A node of a document's outline: a heading and the text below it, or a type or function of source code. Sections compare by
/// reference, because two sections may have the same title.
/// </summary>
public sealed class Section
{
    // The path is stored and shown with every chunk; a longer heading is generated, or a paragraph by mistake.
    private const int MaxTitleLength = 120;

    private Section()
    {
    }

    /// <summary>The heading or the declaration's signature, at most 120 characters; empty for the document itself.</summary>
    public string Title { get; private init; } = "";

    /// <summary>1 to 6 as in HTML for headings, 3 and deeper for declarations in source code, 0 for the document itself.</summary>
    public int Level { get; private init; }

    /// <summary>The enclosing section; null for the document itself.</summary>
    public Section? Parent { get; private init; }

    /// <summary>The titles from the outermost section to this one, as <c>A > B > C</c>; empty for the document itself.</summary>
    public string Path => field ??= Parent is null || Parent.Path.Length == 0 ? Title : $"{Parent.Path} > {Title}";

    /// <summary>Creates the root of a new outline: the document itself.</summary>
    public static Section CreateRoot() => new();

    /// <summary>Opens the next section, inside the nearest enclosing section of a lower level.</summary>
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
