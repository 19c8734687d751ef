using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SearchEngine.Cli.Output;

/// <summary>Makes text from documents safe and pleasant on a terminal.</summary>
internal static partial class PlainText
{
    /// <summary>What a terminal acts on instead of showing it: C0 and C1 controls, and the bidirectional controls, which can make a name read as another.</summary>
    private static readonly SearchValues<char> TerminalControls = SearchValues.Create(
        [.. Enumerable.Range('\0', 0x20).Concat(Enumerable.Range('\u007f', 0x21)).Concat(GetBidirectionalControls()).Select(code => (char)code)]);

    private static readonly SearchValues<char> BidirectionalCharacters = SearchValues.Create([.. GetBidirectionalControls().Select(code => (char)code)]);

    /// <summary>Text without control characters other than line breaks and tabs, so that no escape sequence of a document ever acts.</summary>
    public static string ReplaceControls(string text)
    {
        if (!text.AsSpan().ContainsAny(TerminalControls)) return text;
        StringBuilder safe = new(text.Length);
        foreach (char character in text.ReplaceLineEndings("\n")) safe.Append(TerminalControls.Contains(character) && character is not ('\n' or '\t') ? '\ufffd' : character);
        return safe.ToString();
    }

    /// <summary>JSON with the bidirectional controls in its strings escaped; its serializer escapes the other controls.</summary>
    public static string EscapeBidirectional(string json)
    {
        if (!json.AsSpan().ContainsAny(BidirectionalCharacters)) return json;
        StringBuilder safe = new(json.Length);
        foreach (char character in json)
        {
            if (BidirectionalCharacters.Contains(character)) safe.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            else safe.Append(character);
        }
        return safe.ToString();
    }

    /// <summary>Embeddings and overrides, and isolates; the marks of direction, which text in Hebrew or Arabic needs, only order it.</summary>
    private static IEnumerable<int> GetBidirectionalControls() => [.. Enumerable.Range('\u202a', 5), .. Enumerable.Range('\u2066', 4)];

    /// <summary>What was typed or pasted, as part of one line: line breaks and tabs are blanks, and nothing else of it that would act is left.</summary>
    public static string CleanInput(string text)
    {
        StringBuilder safe = new(text.Length);
        foreach (char character in text.ReplaceLineEndings(" ").Replace('\t', ' '))
        {
            if (!TerminalControls.Contains(character)) safe.Append(character);
        }
        return safe.ToString();
    }

    /// <summary>Text without control characters on one line, for a name or a title: a line break in it would look like the end of what is shown.</summary>
    public static string ToSingleLine(string text) => ReplaceControls(text).Replace('\n', '\ufffd').Replace('\t', '\ufffd');

    /// <summary>Lines of at most <paramref name="width"/> columns, broken at spaces; the text's own line breaks and indentation stay.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        foreach (string line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            string rest = line.TrimEnd();
            string indent = new(' ', Math.Min(IndentPattern().Match(rest).Length, width / 2));
            while (DisplayWidth.GetPrefixLength(rest, width) is var fitting && fitting < rest.Length)
            {
                int cut = fitting > indent.Length ? rest.LastIndexOf(' ', fitting, fitting - indent.Length) : -1;
                if (cut < 0) cut = Math.Max(fitting, indent.Length + 1);
                yield return rest[..cut].TrimEnd();
                rest = indent + rest[cut..].TrimStart();
            }
            yield return rest;
        }
    }

    /// <summary>Blanks before a line's text, with the mark of a list item where it has one.</summary>
    [GeneratedRegex(@"^\s*(?:(?:[-*+]|\d{1,3}\.)\s+)?")]
    private static partial Regex IndentPattern();
}
