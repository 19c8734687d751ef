using System.Text;

namespace SearchEngine.Generator.Tests;

public sealed class TextStreamerTests
{
    [Fact]
    public void Append_HalvesOfCharacters_GivesWholeOnes()
    {
        TextStreamer text = new([]);
        List<string> pieces = [.. Encoding.UTF8.GetBytes("é漢😀!").Select(unit => text.Append([unit]))];
        Assert.All(pieces, piece => Assert.DoesNotContain('\ufffd', piece));
        Assert.Equal("é漢😀!", string.Concat(pieces) + text.Finish());
        Assert.Equal(4, pieces.Count(piece => piece.Length > 0));
    }

    [Fact]
    public void Finish_AfterHalfACharacter_SaysSo()
    {
        TextStreamer text = new([]);
        Assert.Equal("a", text.Append([(byte)'a', 0xE6]));
        Assert.Equal("\ufffd", text.Finish());
    }

    [Theory]
    [InlineData("one STOP two", "one ")]
    [InlineData("one STO two", "one STO two")]
    [InlineData("STOP", "")]
    [InlineData("one END STOP", "one ")]
    [InlineData("nothing S", "nothing S")]
    public void Append_StopStringAcrossPieces_EndsBeforeIt(string given, string expected)
    {
        for (int size = 1; size <= given.Length; size++)
        {
            TextStreamer text = new(["STOP", "END"]);
            string got = string.Concat(given.Chunk(size).Select(piece => text.Append(Encoding.UTF8.GetBytes(piece)))) + text.Finish();
            Assert.Equal(expected, got);
        }
    }
}
