using System.Globalization;

namespace SearchEngine.Documents.Formats.Web;

/// <summary>The metadata of a page: its title and the fields in its head.</summary>
internal sealed class HtmlMetadata
{
    private const int MaxKeywordsLength = 1000;

    private static readonly string[] DateNames =
    [
        "article:published_time", "datepublished", "date", "dc.date", "dcterms.created", "dcterms.date", "pubdate", "created", "time",
    ];

    private readonly Dictionary<string, string> _meta = new(StringComparer.OrdinalIgnoreCase);
    private string _title = "";
    private string _heading = "";
    private string _language = "";

    private HtmlMetadata()
    {
    }

    /// <summary>The title without the name of the site if the page gives it separately, else the first heading of level 1.</summary>
    public string Title
    {
        get
        {
            string socialTitle = GetMeta("og:title", "twitter:title", "dc.title");
            if (_title.Length == 0) return socialTitle.Length > 0 ? socialTitle : _heading;
            bool isPartOfTitle = socialTitle.Length > 0 && _title.Contains(socialTitle, StringComparison.OrdinalIgnoreCase);
            return isPartOfTitle ? socialTitle : _title;
        }
    }

    /// <summary>The author, date, description, keywords and language, if given.</summary>
    public IReadOnlyDictionary<string, string> Fields
    {
        get
        {
            Dictionary<string, string> fields = new(StringComparer.OrdinalIgnoreCase);
            Add("author", GetMeta("author", "article:author", "dc.creator", "dcterms.creator", "parsely-author"));
            Add("date", ToIsoDate(GetMeta(DateNames)));
            Add("description", GetMeta("description", "og:description", "dc.description"));
            Add("keywords", GetMeta("keywords", "article:tag", "dc.subject"));
            Add("language", _language);
            return fields;

            void Add(string name, string value)
            {
                if (value.Length > 0) fields[name] = value;
            }
        }
    }

    public static HtmlMetadata Read(HtmlTree tree)
    {
        HtmlMetadata metadata = new();
        for (int index = 0; index < tree.Nodes.Count; index++)
        {
            HtmlNode node = tree.Nodes[index];
            switch (node.Name)
            {
                case "html":
                    metadata._language = (node["lang"] ?? node["xml:lang"] ?? "").Trim();
                    break;
                case "title" when metadata._title.Length == 0 && IsPageTitle(tree, node):
                    metadata._title = GetText(tree, index);
                    break;
                case "h1" when metadata._heading.Length == 0:
                    metadata._heading = GetText(tree, index);
                    break;
                case "meta" when (node["property"] ?? node["name"] ?? node["itemprop"]) is { Length: > 0 } name:
                    metadata.Add(name.Trim(), node["content"]);
                    break;
                case "time" when node["pubdate"] is not null || node["itemprop"] is "datePublished":
                    metadata.Add("time", node["datetime"]);
                    break;
            }
        }
        return metadata;
    }

    // Titles also occur in drawings.
    private static bool IsPageTitle(HtmlTree tree, HtmlNode title) =>
        title.Parent < 0 || tree.Nodes[title.Parent].Name is "head" or "html" or "body";

    private void Add(string name, string? content)
    {
        string value = InlineText.Normalize(content ?? "");
        if (value.Length == 0) return;
        bool isNew = _meta.TryAdd(name, value);
        bool isTag = name.Equals("article:tag", StringComparison.OrdinalIgnoreCase);
        if (!isNew && isTag && _meta[name].Length < MaxKeywordsLength) _meta[name] += ", " + value;
    }

    private string GetMeta(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (_meta.TryGetValue(name, out string? value)) return value;
        }
        return "";
    }

    private static string GetText(HtmlTree tree, int element)
    {
        InlineText text = new();
        for (int index = element + 1; index < tree.Nodes[element].End; index++) text.Append(tree.Nodes[index].Text);
        return text.ToStringAndClear();
    }

    private static string ToIsoDate(string date)
    {
        if (date.Length >= 10 && date[4] == '-') return date;
        bool isDate = DateTimeOffset.TryParse(
            date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset parsed);
        return isDate ? parsed.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "";
    }
}
