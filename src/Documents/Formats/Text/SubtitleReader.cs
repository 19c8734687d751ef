using System.Net;
using System.Text;
using SearchEngine.Documents.Encodings;

namespace SearchEngine.Documents.Formats.Text;

/// <summary>
/// Reads subtitles (SubRip, WebVTT): what is said, without markup, joined to paragraphs that end at pauses. Places are the times at which they begin.
/// </summary>
public sealed class SubtitleReader : IDocumentReader
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
        string last = "";
        int cues = 0;
        TimeSpan begin = default;
        TimeSpan end = default;
        for (int line = 1; line <= lines.Count; line++)
        {
            if (CueTiming.TryParse(lines.GetText(line)) is not { } time) continue;
            string said = ReadCueText(lines, ref line);
            if (said.Length == 0 || said == last) continue;
            if (cues == CuesPerParagraph || (cues > 0 && time.Start - end >= MinPause)) Flush();
            if (cues++ == 0) begin = time.Start;
            (last, end) = (said, time.End);
            paragraph.Append(said);
            paragraph.AppendSpace();
        }
        Flush();
        return builder.Build();

        void Flush()
        {
            if (cues > 0) builder.SetPlace(begin.ToString(@"hh\:mm\:ss", null));
            builder.AddBlock(BlockKind.Paragraph, paragraph.ToStringAndClear());
            cues = 0;
        }
    }

    /// <summary>Reads on to the blank line that ends the cue.</summary>
    private static string ReadCueText(LineMap lines, ref int line)
    {
        StringBuilder text = new();
        while (line < lines.Count && !lines.GetText(line + 1).IsWhiteSpace()) text.Append(lines.GetText(++line));
        return InlineText.Normalize(WebUtility.HtmlDecode(RemoveMarkup(text.ToString())));
    }

    /// <summary>Drops tags (&lt;i&gt;, {\an8}); of a voice (&lt;v Ada&gt;) the speaker's name is kept.</summary>
    private static string RemoveMarkup(string cue)
    {
        if (cue.AsSpan().IndexOfAny('<', '{') < 0) return cue;
        StringBuilder plain = new(cue.Length);
        for (int index = 0; index < cue.Length; index++)
        {
            char close = cue[index] == '<' ? '>' : cue[index] == '{' && index + 1 < cue.Length && cue[index + 1] == '\\' ? '}' : '\0';
            int end = close == '\0' ? -1 : cue.IndexOf(close, index);
            if (end < 0)
            {
                if (close != '\0') return plain.Append(cue, index, cue.Length - index).ToString();
                plain.Append(cue[index]);
                continue;
            }
            if (cue.AsSpan(index, end - index) is ['<', 'v', ' ' or '.', .. ReadOnlySpan<char> voice] && voice.IndexOf(' ') is int named) plain.Append(voice[(cue[index + 2] == ' ' ? 0 : named + 1)..]).Append(": ");
            index = end;
        }
        return plain.ToString();
    }
}
