using SearchEngine.Documents.Containers;

namespace SearchEngine.Documents.Formats.Books;

/// <summary>The package file of a book: its metadata, its chapters in reading order, and its table of contents.</summary>
/// <param name="Metadata">The Dublin Core metadata.</param>
/// <param name="Chapters">The paths of the chapters in the archive, in reading order.</param>
/// <param name="TableOfContentsPath">The path of the table of contents, XHTML or NCX; null if there is none.</param>
internal sealed record EpubPackage(DublinCore Metadata, IReadOnlyList<string> Chapters, string? TableOfContentsPath)
{
    /// <summary>Reads the package file named by the container.</summary>
    /// <exception cref="UnreadableDocumentException">The file is not a book, or it is encrypted.</exception>
    public static EpubPackage Read(ZipContainer container, CancellationToken cancellationToken)
    {
        ThrowIfEncrypted(container, cancellationToken);
        string path = FindPackagePath(container, cancellationToken)
            ?? throw new UnreadableDocumentException("it is a ZIP archive, but not an EPUB book: META-INF/container.xml names no package");
        using XmlPartReader part = container.OpenXml(path, cancellationToken)
            ?? throw new UnreadableDocumentException($"it is damaged: {path} is missing");

        DublinCore core = new();
        Dictionary<string, (string Path, string? Type)> items = [];
        List<string> spine = [];
        string? navigation = null;
        string? ncx = null;
        while (part.Read())
        {
            if (!part.IsStart) continue;
            if (part.Name == "metadata") core = DublinCore.Read(part);
            else if (part.Name == "item" && part.GetAttribute("id") is string id && part.GetAttribute("href") is string href)
            {
                items[id] = (Resolve(path, href), part.GetAttribute("media-type"));
                if (part.GetAttribute("properties")?.Contains("nav", StringComparison.Ordinal) == true) navigation = items[id].Path;
                if (items[id].Type == "application/x-dtbncx+xml") ncx = items[id].Path;
            }
            else if (part.Name == "itemref" && part.GetAttribute("idref") is string reference) spine.Add(reference);
        }
        IEnumerable<string> chapters = spine
            .Distinct()
            .Where(items.ContainsKey)
            .Select(id => items[id])
            .Where(item => IsHtml(item.Type))
            .Select(item => item.Path);
        return new EpubPackage(core, [.. chapters.Where(chapter => chapter != navigation)], navigation ?? ncx);
    }

    private static bool IsHtml(string? mediaType)
    {
        return mediaType is null || mediaType.Contains("html", StringComparison.Ordinal);
    }

    /// <summary>Resolves a reference in a file of the archive to a path in the archive, without fragment.</summary>
    public static string Resolve(string from, string reference)
    {
        string path = Uri.UnescapeDataString(reference.Split('#', 2)[0]);
        Stack<string> folders = new(from.Split('/')[..^1]);
        foreach (string step in path.Split('/'))
        {
            if (step == "..") folders.TryPop(out _);
            else if (step is not ("" or ".")) folders.Push(step);
        }
        return string.Join('/', folders.Reverse());
    }

    private static string? FindPackagePath(ZipContainer container, CancellationToken cancellationToken)
    {
        using XmlPartReader? part = container.OpenXml("META-INF/container.xml", cancellationToken);
        while (part is not null && part.Read())
        {
            if (part.IsStart && part.Name == "rootfile" && part.GetAttribute("full-path") is string path) return path;
        }
        return null;
    }

    // Fonts may be obfuscated in a book without copy protection; its chapters may not.
    private static void ThrowIfEncrypted(ZipContainer container, CancellationToken cancellationToken)
    {
        using XmlPartReader? part = container.OpenXml("META-INF/encryption.xml", cancellationToken);
        while (part is not null && part.Read())
        {
            bool isEncrypted = part.IsStart
                && part.Name == "EncryptionMethod"
                && part.GetAttribute("Algorithm")?.Contains("xmlenc", StringComparison.Ordinal) == true;
            if (isEncrypted) throw new UnreadableDocumentException("it is encrypted; only the program it was bought for can open it");
        }
    }
}
