namespace SearchEngine.Documents.Containers;

/// <summary>
/// What a document says of itself in the terms of Dublin Core, which Office, OpenDocument and EPUB share: <c>title</c>, <c>creator</c>, <c>subject</c>, keywords, language, dates.
/// </summary>
internal sealed class DublinCore
{
    private readonly Dictionary<string, string> _fields = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The document's title; empty where it says none.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Author, subject, keywords, publisher, language and date (ISO 8601, the last change's where that is known), as far as they are said.</summary>
    public IReadOnlyDictionary<string, string> Fields => _fields;

    /// <summary>Takes the terms from a part, or from the element of it that was begun last.</summary>
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
        else if (!_fields.TryGetValue(field, out string? before)) _fields[field] = value;
        else if (field is "author" or "subject" or "keywords" && !$", {before},".Contains($", {value},", StringComparison.Ordinal)) _fields[field] = $"{before}, {value}";
    }

    private void UseAsDate(string field)
    {
        if (_fields.Remove(field, out string? date)) _fields.TryAdd("date", date);
    }
}
