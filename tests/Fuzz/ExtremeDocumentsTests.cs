using System.Globalization;
using System.Text;
using SearchEngine.Tests;

namespace SearchEngine.Fuzz.Tests;

/// <summary>Documents that are extreme in one respect: the depth of their nesting, or the length of their only line.</summary>
public sealed class ExtremeDocumentsTests : IDisposable
{
    private const int Levels = 100_000, LineLength = 49_000_000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.html", "<div>", "</div>")]
    [InlineData("a.html", "<b>", "")]
    [InlineData("a.html", "<ul><li>x", "")]
    [InlineData("a.html", "<table><tr><td>", "")]
    [InlineData("a.html", "<svg>", "")]
    [InlineData("a.md", "> ", "")]
    [InlineData("a.md", ">", "")]
    [InlineData("a.md", "- ", "")]
    [InlineData("a.md", "[", "]")]
    [InlineData("a.md", "![", "](x)")]
    [InlineData("a.md", "*a ", "")]
    [InlineData("a.md", "<b>", "</b>")]
    [InlineData("a.json", "[", "]")]
    [InlineData("a.json", "{\"a\":", "}")]
    [InlineData("a.jsonl", "[", "]")]
    [InlineData("a.ipynb", "{\"cells\":[", "]}")]
    [InlineData("a.yaml", "[", "]")]
    [InlineData("a.yaml", "- ", "")]
    [InlineData("a.cs", "class A{", "}")]
    [InlineData("a.cs", "((a)=>", ")")]
    [InlineData("a.cs", "{", "}")]
    [InlineData("a.cs", "if(a)", ";")]
    [InlineData("a.py", "(", ")")]
    [InlineData("a.tex", "\\begin{a}", "\\end{a}")]
    [InlineData("a.rtf", "{\\rtf1 ", "}")]
    [InlineData("a.csv", "\"", ",")]
    [InlineData("a.srt", "1\n00:00:00,000 --> 00:00:01,000\n<i>", "\n\n")]
    public async Task Read_HundredThousandLevels_IsReadOrRejectedInTime(string name, string opening, string closing)
    {
        StringBuilder text = new();
        text.Insert(0, opening, Levels).Append("zebra").Append(new StringBuilder().Insert(0, closing, Levels));

        string outcome = await MutantProcess.ReadAsync(_folder.Write(name, text.ToString()), TestContext.Current.CancellationToken);

        Assert.True(outcome.Split(' ')[0] is "read" or "refused" or "slow", outcome);
    }

    [Theory]
    [InlineData("a.txt", "word ")]
    [InlineData("a.txt", "x")]
    [InlineData("a.md", "word ")]
    [InlineData("a.log", "2026-02-14T10:00:00 ERROR, ")]
    [InlineData("a.json", "{\"a\":1},")]
    [InlineData("a.csv", "a;")]
    [InlineData("a.html", "<p>word")]
    [InlineData("a.js", "function a(){};")]
    public async Task Read_ALineOfFiftyMegabytes_IsReadInBoundedChunksOrRejectedInTime(string name, string repeated)
    {
        string path = _folder.Write(name, new StringBuilder().Insert(0, repeated, LineLength / repeated.Length).ToString());

        string[] outcome = (await MutantProcess.ReadAsync(path, TestContext.Current.CancellationToken)).Split(' ', 2);

        Assert.True(outcome[0] is "read" or "refused" or "slow", string.Join(' ', outcome));
        if (outcome[0] == "read") Assert.InRange(int.Parse(outcome[1], CultureInfo.InvariantCulture), 1, LineLength / 16);
    }
}
