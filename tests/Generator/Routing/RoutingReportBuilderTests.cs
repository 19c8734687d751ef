using SearchEngine.Generator.Routing;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Tests;

namespace SearchEngine.Generator.Tests.Routing;

public sealed class RoutingReportBuilderTests : IDisposable
{
    private readonly TemporaryFolder _cache = new();
    private readonly RouterRecorder _recorder;

    public RoutingReportBuilderTests() => _recorder =
        RouterRecorder.Open(Path.Combine(Repository.Fixtures, "models", "granite-moe"), new DecoderOptions { Precision = Precision.Float32, Cache = new GraphCache(_cache.Path) });

    [Fact]
    public void Report_HandMadeChoices_CountsThem()
    {
        // Commas go to experts 0 and 1, words to 2 and 3, in each of the layers.
        RoutingReport report = RoutingReportBuilder.Build(_recorder, [Text("a", "x,y,", [2, 3, 0, 1, 2, 3, 0, 1]), Text("b", "x,", [3, 2, 0, 1])]);

        Assert.Equal((3, 8, 2, 6), (report.Layers, report.Experts, report.Chosen, report.Tokens));
        Assert.Equal([new("a", 4, false), new("b", 2, false)], report.Topics);
        Assert.Equal([new(TokenKind.Punctuation, 3), new(TokenKind.Word, 3)], report.Kinds);
        Assert.Equal((1, 0), (report.Kind!.Share, report.Topic!.Share));
        Assert.Null(report.Code);
        ExpertRouting first = report.ByLayer[1].Experts[0], none = report.ByLayer[1].Experts[7];
        Assert.Equal((0.25, 0.375), (first.Load, first.Weight));
        Assert.Equal([2, 0], first.Kinds);
        Assert.Equal([0.25, 0.25], first.Topics);
        Assert.Equal([new(",", TokenKind.Punctuation, 3, 3, 2)], first.Tokens);
        Assert.Equal((0, 0, 0), (none.Load, none.Weight, none.Tokens.Count));
    }

    [Fact]
    public void Report_SurerTokens_ComeFirst()
    {
        RoutingReport report = RoutingReportBuilder.Build(_recorder, [Text("a", "z,z,z,yx", [0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 4, 5])]);

        // One of one is more by ratio alone, not by what it says.
        Assert.Equal(["z", "y"], report.ByLayer[0].Experts[0].Tokens.Select(token => token.Text));
    }

    [Fact]
    public void Report_Texts_LoadsSumToOne()
    {
        RoutingReport report = RoutingReportBuilder.Build(_recorder, [_recorder.Record("prose", "Ovens are hot, and bread is good.", cancellation: TestContext.Current.CancellationToken),
            _recorder.Record("code", "for (int i = 0; i < n; i++) { sum += a[i]; }", cancellation: TestContext.Current.CancellationToken)]);

        Assert.All(report.ByLayer, layer => Assert.Equal((1, 1), (Math.Round(layer.Experts.Sum(expert => expert.Load), 9), Math.Round(layer.Experts.Sum(expert => expert.Weight), 5))));
        Assert.NotNull(report.Code);
        Assert.Null(report.Topic);
        Assert.Equal([false, true], report.Topics.Select(topic => topic.IsCode));
    }

    public void Dispose()
    {
        _recorder.Dispose();
        _cache.Dispose();
    }

    /// <summary>A text of tokens of a character each, with the same choices in every layer, the first weighing three times the second.</summary>
    private RoutedText Text(string topic, string text, int[] experts) => new(topic, text, false, false,
        [.. text.Select((character, at) => new RoutedToken(at, at + 1, character == ',' ? TokenKind.Punctuation : TokenKind.Word))], 2,
        [.. Enumerable.Repeat(experts, _recorder.Shape.Layers)], [.. Enumerable.Repeat(experts.Select((_, i) => i % 2 == 0 ? 0.75f : 0.25f).ToArray(), _recorder.Shape.Layers)]);
}
