
namespace SearchEngine.Documents.Tests;

public sealed class LineMapTests
{
    [Fact]
    public void GetLineNumber_EveryOffset_CountsEveryKindOfLineBreak()
    {
        LineMap lines = new("a\nb\r\nc\rd\n");

        Assert.Equal([1, 1, 2, 2, 2, 3, 3, 4, 4, 5], Enumerable.Range(0, 10).Select(lines.GetLineNumber));
        Assert.Equal(5, lines.Count);
    }

    [Fact]
    public void GetText_EveryLine_ConcatenatesToTheText()
    {
        const string text = "\na\r\n\r\nb\rc";
        LineMap lines = new(text);

        Assert.Equal(text, string.Concat(Enumerable.Range(1, lines.Count).Select(line => lines.GetText(line).ToString())));
    }

    [Fact]
    public void GetLineNumber_EmptyText_IsOne() => Assert.Equal(1, new LineMap("").GetLineNumber(0));
}
