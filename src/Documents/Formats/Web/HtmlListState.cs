using System.Globalization;

namespace SearchEngine.Documents.Formats.Web;

/// <summary>Tracks the open lists, for the indentation and the markers of their items.</summary>
internal sealed class HtmlListState
{
    // Deeper nesting only occurs in generated pages.
    private const int MaxIndent = 8;

    private readonly Stack<(bool Ordered, int Number, bool InItem)> _lists = [];
    private string _marker = "";

    /// <summary>Whether the current text belongs to an item.</summary>
    public bool IsInItem => _lists.TryPeek(out (bool, int, bool InItem) list) && list.InItem;

    public void OpenList(HtmlNode list)
    {
        int start = int.TryParse(list["start"], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : 1;
        _lists.Push((list.Name == "ol", start, InItem: false));
    }

    public void CloseList()
    {
        _lists.Pop();
        _marker = "";
    }

    public void BeginItem(HtmlNode item)
    {
        if (!_lists.TryPop(out (bool Ordered, int Number, bool InItem) list)) return;
        _marker = item.Name == "dd" ? "  " : list.Ordered ? string.Create(CultureInfo.InvariantCulture, $"{list.Number}. ") : "- ";
        _lists.Push((list.Ordered, unchecked(list.Number + 1), InItem: true));
    }

    /// <returns><paramref name="text"/> indented for the current item: after its marker, or below it if not the first text.</returns>
    public string Indent(string text)
    {
        string marker = _marker;
        _marker = "";
        string indent = new(' ', 2 * (Math.Min(_lists.Count, MaxIndent) - 1));
        return indent + (marker.Length > 0 ? marker : "  ") + text;
    }
}
