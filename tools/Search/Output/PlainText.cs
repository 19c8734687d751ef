using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SearchEngine.Cli.Output;

/// <summary>Makes text from documents safe and readable on a terminal.</summary>
internal static partial class PlainText
{
    /// <summary>
    /// Characters that a terminal acts on instead of showing them: C0 and C1 controls, and the bidirectional controls, which can make one
    /// name look like another.
    /// </summary>
    private static readonly SearchValues<char> TerminalControls = SearchValues.Create(
    [
        .. Enumerable.Range('\0', 0x20).Select(code => (char)code),
        .. Enumerable.Range('\u007f', 0x21).Select(code => (char)code),
        .. GetBidirectionalControls().Select(code => (char)code),
    ]);

    private static readonly SearchValues<char> BidirectionalCharacters =
        SearchValues.Create([.. GetBidirectionalControls().Select(code => (char)code)]);

    /// <summary>Replaces control characters except line breaks and tabs, so that a document's escape sequences have no effect.</summary>
    public static string ReplaceControls(string text)
    {
        if (!text.AsSpan().ContainsAny(TerminalControls)) return text;
        StringBuilder safe = new(text.Length);
        foreach (char character in text.ReplaceLineEndings("\n"))
        {
            bool isUnsafe = TerminalControls.Contains(character) && character is not ('\n' or '\t');
            safe.Append(isUnsafe ? '\ufffd' : character);
        }
        return safe.ToString();
    }

    /// <summary>Escapes the bidirectional controls in JSON; the serializer has escaped the other controls.</summary>
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

    /// <summary>
    /// Returns embeddings, overrides and isolates. Directional marks are harmless, and text in Hebrew or Arabic needs them.
    /// </summary>
    private static IEnumerable<int> GetBidirectionalControls() => [.. Enumerable.Range('\u202a', 5), .. Enumerable.Range('\u2066', 4)];

    /// <summary>Cleans typed or pasted text: line breaks and tabs become spaces, other control characters are removed.</summary>
    public static string CleanInput(string text)
    {
        StringBuilder safe = new(text.Length);
        foreach (char character in text.ReplaceLineEndings(" ").Replace('\t', ' '))
        {
            if (!TerminalControls.Contains(character)) safe.Append(character);
        }
        return safe.ToString();
    }

    /// <summary>Replaces all control characters, line breaks and tabs included, as names and titles need it.</summary>
    public static string ToSingleLine(string text) => ReplaceControls(text).Replace('\n', '\ufffd').Replace('\t', '\ufffd');

    /// <summary>Replaces each run of whitespace with one space.</summary>
    public static string CollapseWhitespace(string text) =>
        string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>
    /// Breaks text at spaces into lines of at most <paramref name="width"/> columns, and keeps its line breaks and indentation.
    /// </summary>
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

    /// <summary>Matches a line's indentation, with the marker of a list item if it has one.</summary>
    [GeneratedRegex(@"^\s*(?:(?:[-*+]|\d{1,3}\.)\s+)?")]
    private static partial Regex IndentPattern();
}
