using System.Text;
using SearchEngine.Documents.Formats.Text;

namespace SearchEngine.Documents.Tests;

public sealed class SubtitleReaderTests
{
    [Fact]
    public void Read_SubRip_JoinsCuesToParagraphsAtPauses()
    {
        DocumentText document = Read("""
            1
            00:00:01,000 --> 00:00:03,000
            <i>The dough</i>
            {\an8}must rest

            2
            00:00:03,500 --> 00:00:05,000
            for an hour. 2 < 3

            3
            01:02:03,000 --> 01:02:05,000 X1:40
            Then it &amp; we bake.
            """);

        Assert.Equal("The dough must rest for an hour. 2 < 3\n\nThen it & we bake.", document.Text);
        Assert.Equal(["00:00:01", "01:02:03"], document.Blocks.Select(block => document.Places.GetPlace(block.Start)));
    }

    [Fact]
    public void Read_WebVtt_OmitsNotesAndStylesAndNamesSpeakers() => Assert.Equal(
        "Ada: Good morning. Good bye.",
        Read("WEBVTT Kind: captions\n\nSTYLE\n::cue { color: red }\n\nNOTE\nnot said\n\nintro\n"
            + "01:00.000 --> 01:02.000 align:start\n<v Ada>Good <c.loud>morning</c>.\n\n01:02.000 --> 01:03.000\n"
            + "<00:01:02.5>Good bye.\n\n01:02.500 --> 01:03.000\nGood bye.\n").Text);

    [Fact]
    public void Read_ManyCues_EndsParagraphsAfterEight()
    {
        DocumentText document = Read(string.Concat(Enumerable.Range(0, 20).Select(cue => $"00:00:{cue:00},000 --> "
            + $"00:00:{cue + 1:00},000\nWord{cue}\n\n")));

        Assert.Equal(["00:00:00", "00:00:08", "00:00:16"], document.Blocks.Select(block => document.Places.GetPlace(block.Start)));
        DocumentAssert.BlocksCoverAllText(document);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no cues --> here")]
    [InlineData("99:99:99:99 --> 1\nx")]
    public void Read_NoCues_IsEmpty(string text) => Assert.Empty(Read(text).Blocks);

    private static DocumentText Read(string text) =>
        new SubtitleReader().Read("a.srt", Encoding.UTF8.GetBytes(text), TestContext.Current.CancellationToken);
}
