using System.Text;
using System.Text.RegularExpressions;

namespace SearchEngine.Fuzz.Tests.Mutations;

/// <summary>Damage to text: markup, numbers, and endless nesting.</summary>
internal static partial class TextMutation
{
    private const int MaxNesting = 60_000, MaxTextLength = 4_000_000;

    private static readonly Func<string, MutationRandom, (string, string)>[] All =
        [ReplaceNumbers, Nest, Nest, RepeatTag, DoubleMarks, SwapWords, InsertOddCharacters];

    private static readonly string[] Extremes =
        [
            "0", "-1", "1", "2147483647", "2147483648", "-2147483648", "4294967296", "9223372036854775807", "99999999999999999999999999",
            "1e308", "-1e999", "NaN", "0.0000000000000001", "65536", "255", "",
        ];

    private static readonly string[] Nesting =
    [
        "[", "{", "(", "<", "[[", "{\"a\":", "[{\"a\":[", "<div>", "<b>", "<table><tr><td>", "<ul><li>", "<blockquote>", "<select>",
        "<svg>", "<template>", "<font>", "<a href=x>", "</div>", "<!--", "<![CDATA[", "<x:y>", "<w:tbl><w:tr><w:tc>",
        "<w:sdt><w:sdtContent>", "<text:list><text:list-item>", "<text:span>", "<a:t>", "> ", ">", "- ", "* ", "1. ", "#", "*", "**",
        "_", "`", "~~~\n", "|", "![", "](", "\"", "'", "\"\"", "\\", "\\begin{a}", "{\\rtf1", "{\\*\\x ", "\\u8364 ", "<<", "<</A ",
        "q ", "BT ", "\n\n", "\r", "\t", " ", ",", ";", "&amp;", "&#x10ffff;", "&", "class A{", "if(", "a=>", "a?b:", "((a)=>", "!",
        "-", "x.y(", "$\"{", "/*", "//", "#if A\n", "\n\t", "\n  - a:\n",
        "Content-Type: multipart/mixed; boundary=a\n\n--a\n", "--a\n", "From \n", "From a@b Thu Jan  1 00:00:00 1970\n",
    ];

    private static readonly string[] OddCharacters =
    [
        "\0", "\u0001", "\u001b[31m", "\ufeff", "\ufffe", "\u202e", "\u0301", "\ud83c\udf5e", "\u2028", "\u0085", "\u00a0", "\u200b",
        "\u00ad", "\uffff", "\U0010ffff",
    ];

    private static readonly string[] Marks =
        ["\"", "'", "<", ">", "&", "[", "]", "{", "}", "(", ")", "\n", "/", "=", "|", ",", ";", ":", "#", "*", "--"];

    /// <summary>Mutates bytes as Latin-1 characters, so that all other bytes stay unchanged.</summary>
    public static (string Step, byte[] Content) Apply(byte[] content, MutationRandom random)
    {
        (string step, string changed) = random.Pick(All)(Encoding.Latin1.GetString(content), random);
        return (step, Encoding.Latin1.GetBytes(changed.Length > MaxTextLength ? changed[..MaxTextLength] : changed));
    }

    private static (string, string) ReplaceNumbers(string text, MutationRandom random)
    {
        int every = 1 + random.NextMagnitude(50);
        string extreme = random.Pick(Extremes);
        return ($"numbers become '{extreme}'", Numbers().Replace(text, number => random.OneIn(every) ? extreme : number.Value));
    }

    private static (string, string) Nest(string text, MutationRandom random)
    {
        string token = random.Pick(Nesting);
        int times = random.NextMagnitude(MaxNesting);
        int position = random.Next(text.Length + 1);
        string nested = text.Insert(position, new StringBuilder().Insert(0, token, times).ToString());
        return ($"{times} times '{token.ReplaceLineEndings("\\n")}'", nested);
    }

    private static (string, string) RepeatTag(string text, MutationRandom random)
    {
        MatchCollection tags = Tags().Matches(text);
        if (tags.Count == 0) return Nest(text, random);
        Match tag = tags[random.Next(tags.Count)];
        int times = random.NextMagnitude(MaxNesting / (1 + tag.Length / 8));
        return ($"{times} times {tag.Value}", text.Insert(tag.Index, new StringBuilder().Insert(0, tag.Value, times).ToString()));
    }

    private static (string, string) DoubleMarks(string text, MutationRandom random)
    {
        string mark = random.Pick(Marks);
        return random.OneIn(2)
            ? ($"every {mark} doubled", text.Replace(mark, mark + mark))
            : ($"every {mark} removed", text.Replace(mark, ""));
    }

    private static (string, string) SwapWords(string text, MutationRandom random)
    {
        MatchCollection words = Words().Matches(text);
        if (words.Count == 0) return Nest(text, random);
        (string one, string other) = (random.Pick(words).Value, random.Pick(words).Value);
        return ($"{one} becomes {other}", Regex.Replace(text, $@"\b{Regex.Escape(one)}\b", other.Replace("$", "$$")));
    }

    private static (string, string) InsertOddCharacters(string text, MutationRandom random)
    {
        string odd = random.Pick(OddCharacters);
        string bytes = Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(odd));
        int count = random.NextMagnitude(20);
        for (; count > 0; count--) text = text.Insert(random.Next(text.Length + 1), bytes);
        return ($"U+{(int)odd[0]:X4} inserted", text);
    }

    [GeneratedRegex(@"-?\d+(\.\d+)?", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"<[A-Za-z][^<>]{0,100}>", RegexOptions.CultureInvariant)]
    private static partial Regex Tags();

    [GeneratedRegex(@"[A-Za-z][\w:-]{2,30}", RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
