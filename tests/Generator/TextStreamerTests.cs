using System.Text;

namespace SearchEngine.Generator.Tests;

public sealed class TextStreamerTests
{
    [Fact]
    public void Append_PartsOfCharacters_ReturnsWholeCharacters()
    {
        TextStreamer streamer = new([]);
        List<string> pieces = [.. Encoding.UTF8.GetBytes("é漢😀!").Select(unit => streamer.Append([unit]))];
        Assert.All(pieces, piece => Assert.DoesNotContain('\ufffd', piece));
        Assert.Equal("é漢😀!", string.Concat(pieces) + streamer.Finish());
        Assert.Equal(4, pieces.Count(piece => piece.Length > 0));
    }

    [Fact]
    public void Finish_AfterAPartialCharacter_ReturnsTheReplacementCharacter()
    {
        TextStreamer streamer = new([]);
        Assert.Equal("a", streamer.Append([(byte)'a', 0xE6]));
        Assert.Equal("\ufffd", streamer.Finish());
    }

    [Theory]
    [InlineData("one STOP two", "one ")]
    [InlineData("one STO two", "one STO two")]
    [InlineData("STOP", "")]
    [InlineData("one END STOP", "one ")]
    [InlineData("nothing S", "nothing S")]
    public void Append_StopStringAcrossPieces_StopsBeforeIt(string text, string expected)
    {
        for (int size = 1; size <= text.Length; size++)
        {
            TextStreamer streamer = new(["STOP", "END"]);
            IEnumerable<string> pieces = text.Chunk(size).Select(piece => streamer.Append(Encoding.UTF8.GetBytes(piece)));
            Assert.Equal(expected, string.Concat(pieces) + streamer.Finish());
        }
    }
}
