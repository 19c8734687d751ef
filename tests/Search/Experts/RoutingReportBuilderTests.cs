using SearchEngine.Cli.Experts;
using SearchEngine.Generator;
using SearchEngine.Generator.Routing;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Tests;

namespace SearchEngine.Cli.Tests.Experts;

public sealed class RoutingReportBuilderTests : IDisposable
{
    private readonly TemporaryFolder _cache = new();
    private readonly RouterRecorder _recorder;

    public RoutingReportBuilderTests()
    {
        DecoderOptions options = new() { Precision = Precision.Float32, Cache = new GraphCache(_cache.Path) };
        _recorder = RouterRecorder.Open(Path.Combine(Repository.Fixtures, "models", "granite-moe"), options);
    }

    [Fact]
    public void Build_GivenChoices_CountsThem()
    {
        // Commas go to experts 0 and 1, words to 2 and 3, in each of the layers.
        RoutingReport report = RoutingReportBuilder.Build(
            _recorder,
            [CreateText("a", "x,y,", [2, 3, 0, 1, 2, 3, 0, 1]), CreateText("b", "x,", [3, 2, 0, 1])]);

        Assert.Equal((3, 8, 2, 6), (report.Layers, report.Experts, report.Chosen, report.Tokens));
        Assert.Equal([new("a", 4, false), new("b", 2, false)], report.Topics);
        Assert.Equal([new(TokenKind.Punctuation, 3), new(TokenKind.Word, 3)], report.Kinds);
        Assert.Equal((1, 0), (report.Kind!.Share, report.Topic!.Share));
        Assert.Null(report.Code);
        ExpertRouting first = report.ByLayer[1].Experts[0], unused = report.ByLayer[1].Experts[7];
        Assert.Equal((0.25, 0.375), (first.Load, first.Weight));
        Assert.Equal([2, 0], first.Kinds);
        Assert.Equal([0.25, 0.25], first.Topics);
        Assert.Equal([new(",", TokenKind.Punctuation, 3, 3, 2)], first.Tokens);
        Assert.Equal((0, 0, 0), (unused.Load, unused.Weight, unused.Tokens.Count));
    }

    [Fact]
    public void Build_FrequentAndRareTokens_OrdersBySignificance()
    {
        RoutingReport report = RoutingReportBuilder.Build(
            _recorder,
            [CreateText("a", "z,z,z,yx", [0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 4, 5])]);

        // Both ratios are the same, but one out of one says less than three out of three.
        Assert.Equal(["z", "y"], report.ByLayer[0].Experts[0].Tokens.Select(token => token.Text));
    }

    [Fact]
    public void Build_RecordedTexts_LoadsSumToOne()
    {
        RoutingReport report = RoutingReportBuilder.Build(
            _recorder,
            [Record("prose", "Ovens are hot, and bread is good."), Record("code", "for (int i = 0; i < n; i++) { sum += a[i]; }")]);

        Assert.All(report.ByLayer, layer =>
        {
            Assert.Equal(1, Math.Round(layer.Experts.Sum(expert => expert.Load), 9));
            Assert.Equal(1, Math.Round(layer.Experts.Sum(expert => expert.Weight), 5));
        });
        Assert.NotNull(report.Code);
        Assert.Null(report.Topic);
        Assert.Equal([false, true], report.Topics.Select(topic => topic.IsCode));
    }

    [Fact]
    public void Record_Text_ClassifiesItsTokens()
    {
        RoutedText routed = Record("bread", "Bread rises because yeast breathes: 250 g of flour, 160 g of water.");

        Assert.False(routed.IsCode);
        Assert.Equal(routed.Text, string.Concat(routed.Tokens.Select(token => routed.Text[token.Start..token.End])));
        Assert.Contains(routed.Tokens, token => token.Kind == TokenKind.Number);
    }

    public void Dispose()
    {
        _recorder.Dispose();
        _cache.Dispose();
    }

    private RoutedText Record(string topic, string text) =>
        RoutedText.Record(_recorder, new TopicText(topic, text, int.MaxValue), TestContext.Current.CancellationToken);

    /// <summary>
    /// Returns a text with a token for each character and the same choices in every layer, of which the first weighs three times as much
    /// as the second.
    /// </summary>
    private RoutedText CreateText(string topic, string text, int[] experts)
    {
        TokenKind[] kinds = [.. text.Select(character => character == ',' ? TokenKind.Punctuation : TokenKind.Word)];
        float[] weights = [.. experts.Select((_, i) => i % 2 == 0 ? 0.75f : 0.25f)];
        int layers = _recorder.Shape.Layers;
        return new RoutedText(
            topic,
            text,
            IsCode: false,
            IsTruncated: false,
            [.. kinds.Select((kind, at) => new RoutedToken(at, at + 1, kind))],
            ExpertsPerToken: 2,
            [.. Enumerable.Repeat(experts, layers)],
            [.. Enumerable.Repeat(weights, layers)]);
    }
}
