namespace SearchEngine.Documents.Containers;

/// <summary>
/// Dublin Core metadata of a document, as shared by Office, OpenDocument and EPUB: <c>title</c>, <c>creator</c>, <c>subject</c>,
/// keywords, language and dates.
/// </summary>
internal sealed class DublinCore
{
    private readonly Dictionary<string, string> _fields = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The document's title; empty if it has none.</summary>
    public string Title { get; private set; } = "";

    /// <summary>The author, subject, keywords, publisher, language and date (ISO 8601; the last change if given).</summary>
    public IReadOnlyDictionary<string, string> Fields => _fields;

    /// <summary>Reads the terms of a whole part, or of the element that was just started.</summary>
    public static DublinCore Read(XmlPartReader? part)
    {
        DublinCore core = new();
        int depth = 1;
        while (part is not null && depth > 0 && part.Read())
        {
            if (part.IsStart && MapTerm(part.Name) is string field) core.AddField(field, part.ReadText());
            else depth += part.IsStart ? 1 : part.IsEnd ? -1 : 0;
        }
        core.UseAsDate("modified");
        core.UseAsDate("created");
        return core;
    }

    private static string? MapTerm(string term) => term switch
    {
        "title" or "subject" or "language" or "publisher" or "date" or "modified" or "created" => term,
        "creator" or "initial-creator" => "author",
        "keywords" or "keyword" => "keywords",
        "creation-date" => "created",
        _ => null,
    };

    private void AddField(string field, string value)
    {
        if (value.Length == 0) return;
        if (field == "title") Title = Title.Length == 0 ? value : Title;
        else if (!_fields.TryGetValue(field, out string? existing)) _fields[field] = value;
        else if (IsList(field) && !$", {existing},".Contains($", {value},", StringComparison.Ordinal))
            _fields[field] = $"{existing}, {value}";
    }

    private static bool IsList(string field)
    {
        return field is "author" or "subject" or "keywords";
    }

    private void UseAsDate(string field)
    {
        if (_fields.Remove(field, out string? date)) _fields.TryAdd("date", date);
    }
}
