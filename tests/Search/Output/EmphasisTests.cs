using SearchEngine.Cli.Output;
using SearchEngine.Search;

namespace SearchEngine.Cli.Tests.Output;

public sealed class EmphasisTests
{
    private const int Start = 100;

    [Fact]
    public void Apply_QueryWords_AreBoldWhereTheyStandAndNotWhereTheyDoNot() =>
        Assert.Equal("The [oven] is hot, the other oven is not.", Shown("The oven is hot, the other oven is not.", 80, null, "oven"));

    [Fact]
    public void Apply_AnAnswer_IsBoldInPlaceOfTheWords() =>
        Assert.Equal("Refunds are approved by [Maria Okafor], the lead.", Shown("Refunds are approved by Maria Okafor, the lead.", 80, "Maria Okafor", "Refunds"));

    [Fact]
    public void Apply_AnAnswerThatIsWrapped_IsBoldOnBothLines() =>
        Assert.Equal("Approved by [Maria]\n[Okafor], the lead.", Shown("Approved by Maria Okafor, the lead.", 18, "Maria Okafor"));

    [Fact]
    public void Apply_ControlsAndBlanks_KeepThePlace() =>
        Assert.Equal("a\ufffd\ufffd b [c]", Shown("a\v\e b\tc".Replace('\t', ' '), 80, "c"));

    [Fact]
    public void Apply_PassageShownFromItsSentence_KeepsThePlace()
    {
        const string Text = "First of all. Then Maria Okafor came.";
        Passage passage = Passage(Text, "Maria Okafor") with { Sentence = new TextSpan(Start + 14, Start + Text.Length) };
        Assert.Equal("… Then [Maria Okafor] came.", Shown(passage, 80));
    }

    [Fact]
    public void Apply_NothingToShow_LeavesTheTextAsItIs() => Assert.Equal("Nothing here.", Shown("Nothing here.", 80));

    private static string Shown(string text, int width, string? answer = null, params string[] words) => Shown(Passage(text, answer, words), width);

    private static string Shown(Passage passage, int width)
    {
        Emphasis emphasis = new(passage);
        return string.Join('\n', PlainText.Wrap(PlainText.WithoutControls(HitText.Body(passage)), width).Select(line => emphasis.Apply(line, stretch => $"[{stretch}]")));
    }

    private static Passage Passage(string text, string? answer, params string[] words) => new("", null, 1, Start, Start + text.Length, text, new PassageExplanation(1, null, null))
    {
        Answer = answer is null ? null : Span(text, answer),
        Words = [.. words.Select(word => Span(text, word))],
    };

    private static TextSpan Span(string text, string part)
    {
        int at = Start + text.IndexOf(part, StringComparison.Ordinal);
        return new TextSpan(at, at + part.Length);
    }
}
