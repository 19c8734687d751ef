using System.Net;
using System.Text;
using SearchEngine.Documents.Encodings;

namespace SearchEngine.Documents.Formats.Text;

/// <summary>
/// Reads subtitles (SubRip, WebVTT): the spoken text without markup, in paragraphs that end at pauses. Places are the start times of
/// the paragraphs.
/// </summary>
internal sealed class SubtitleReader : IDocumentReader
{
    private const int CuesPerParagraph = 8;
    private static readonly TimeSpan MinPause = TimeSpan.FromSeconds(4);

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Extensions { get; } = [".srt", ".vtt"];

    /// <inheritdoc/>
    public DocumentText Read(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        LineMap lines = new(TextDecoder.Decode(content.Span));
        DocumentBuilder builder = new(cancellationToken);
        InlineText paragraph = new();
        string previousText = "";
        int cues = 0;
        TimeSpan paragraphStart = default;
        TimeSpan previousEnd = default;
        for (int line = 1; line <= lines.Count; line++)
        {
            if (CueTiming.TryParse(lines.GetText(line)) is not { } time) continue;
            string text = ReadCueText(lines, ref line);
            if (text.Length == 0 || text == previousText) continue;
            if (cues == CuesPerParagraph || (cues > 0 && time.Start - previousEnd >= MinPause)) Flush();
            if (cues++ == 0) paragraphStart = time.Start;
            (previousText, previousEnd) = (text, time.End);
            paragraph.Append(text);
            paragraph.AppendSpace();
        }
        Flush();
        return builder.Build();

        void Flush()
        {
            if (cues > 0) builder.SetPlace(paragraphStart.ToString(@"hh\:mm\:ss", null));
            builder.AddBlock(BlockKind.Paragraph, paragraph.ToStringAndClear());
            cues = 0;
        }
    }

    /// <summary>Reads up to the blank line that ends the cue.</summary>
    private static string ReadCueText(LineMap lines, ref int line)
    {
        StringBuilder text = new();
        while (line < lines.Count && !lines.GetText(line + 1).IsWhiteSpace()) text.Append(lines.GetText(++line));
        return InlineText.Normalize(WebUtility.HtmlDecode(RemoveMarkup(text.ToString())));
    }

    /// <summary>Removes tags (&lt;i&gt;, {\an8}); the speaker's name of a voice tag (&lt;v Ada&gt;) is kept.</summary>
    private static string RemoveMarkup(string cue)
    {
        if (cue.AsSpan().IndexOfAny('<', '{') < 0) return cue;
        StringBuilder plain = new(cue.Length);
        for (int index = 0; index < cue.Length; index++)
        {
                char close = GetClosingCharacter(cue, index);
                int end = close == '\0' ? -1 : cue.IndexOf(close, index);
                if (end < 0)
                {
                    if (close != '\0') return plain.Append(cue, index, cue.Length - index).ToString();
                    plain.Append(cue[index]);
                    continue;
                }
                AppendSpeaker(plain, cue.AsSpan(index, end - index));
                index = end;
        }
        return plain.ToString();
    }

    private static char GetClosingCharacter(string cue, int index)
    {
        if (cue[index] == '<') return '>';
        bool startsOverride = cue[index] == '{' && index + 1 < cue.Length && cue[index + 1] == '\\';
        return startsOverride ? '}' : '\0';
    }

    private static void AppendSpeaker(StringBuilder plain, ReadOnlySpan<char> tag)
    {
        if (tag is not ['<', 'v', ' ' or '.', .. ReadOnlySpan<char> voice]) return;
        int nameStart = tag[2] == ' ' ? 0 : voice.IndexOf(' ') + 1;
        plain.Append(voice[nameStart..]).Append(": ");
    }
}
