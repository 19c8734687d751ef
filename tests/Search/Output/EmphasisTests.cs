using SearchEngine.Cli.Output;
using SearchEngine.Search;

namespace SearchEngine.Cli.Tests.Output;

public sealed class EmphasisTests
{
    private const int Start = 100;

    [Fact]
    public void Apply_QueryWords_AreBoldOnlyInTheirSpans() =>
        Assert.Equal("The [oven] is hot, the other oven is not.", Render("The oven is hot, the other oven is not.", 80, null, "oven"));

    [Fact]
    public void Apply_Answer_IsBoldInsteadOfTheWords() =>
        Assert.Equal(
            "Refunds are approved by [Maria Okafor], the lead.",
            Render("Refunds are approved by Maria Okafor, the lead.", 80, "Maria Okafor", "Refunds"));

    [Fact]
    public void Apply_WrappedAnswer_IsBoldOnBothLines() =>
        Assert.Equal("Approved by [Maria]\n[Okafor], the lead.", Render("Approved by Maria Okafor, the lead.", 18, "Maria Okafor"));

    [Fact]
    public void Apply_ControlsAndWhitespace_KeepTheSpans() =>
        Assert.Equal("a\ufffd\ufffd b [c]", Render("a\v\e b\tc".Replace('\t', ' '), 80, "c"));

    [Fact]
    public void Apply_PassageFromItsSentence_KeepsTheSpans()
    {
        const string Text = "First of all. Then Maria Okafor came.";
        Passage passage = CreatePassage(Text, "Maria Okafor") with { Sentence = new TextSpan(Start + 14, Start + Text.Length) };
        Assert.Equal("… Then [Maria Okafor] came.", Render(passage, 80));
    }

    [Fact]
    public void Apply_NoSpans_KeepsTheText() => Assert.Equal("Nothing here.", Render("Nothing here.", 80));

    private static string Render(string text, int width, string? answer = null, params string[] words) =>
        Render(CreatePassage(text, answer, words), width);

    private static string Render(Passage passage, int width)
    {
        Emphasis emphasis = new(passage);
        IEnumerable<string> lines = PlainText.Wrap(PlainText.ReplaceControls(HitText.GetBody(passage)), width);
        return string.Join('\n', lines.Select(line => emphasis.Apply(line, stretch => $"[{stretch}]")));
    }

    private static Passage CreatePassage(string text, string? answer, params string[] words)
    {
        DocumentLocation location = new("c", "", "a.md", null, 1, Start, Start + text.Length);
        return new Passage("", location, text, new PassageExplanation(1, null, null))
        {
            Answer = answer is null ? null : FindSpan(text, answer),
            Words = [.. words.Select(word => FindSpan(text, word))],
        };
    }

    private static TextSpan FindSpan(string text, string part)
    {
        int at = Start + text.IndexOf(part, StringComparison.Ordinal);
        return new TextSpan(at, at + part.Length);
    }
}
