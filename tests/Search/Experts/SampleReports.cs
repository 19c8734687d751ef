using SearchEngine.Cli.Experts;

namespace SearchEngine.Cli.Tests.Experts;

/// <summary>Reports with made-up numbers.</summary>
internal static class SampleReports
{
    /// <summary>Returns a report on two layers of four experts, two kinds of tokens and two topics, of which one is named.</summary>
    public static RoutingReport TwoLayers(string topic)
    {
        ExpertRouting[] experts =
        [
            CreateExpert(0, 0.1, 1),
            CreateExpert(1, 0.4, 3),
            CreateExpert(2, 0.25, 1),
            CreateExpert(3, 0.25, 1),
        ];
        return new RoutingReport
        {
            Model = "hand-made",
            Layers = 2,
            Experts = 4,
            Chosen = 2,
            Tokens = 100,
            Topics = [new(topic, 60, false), new("other", 40, false)],
            Kinds = [new(TokenKind.FunctionWord, 50), new(TokenKind.Word, 50)],
            Kind = new(0.25, 0.01, [0.25, 0.25]),
            Topic = new(0.125, 0.01, [0.125, 0.125]),
            Code = null,
            ByLayer = [new(0, experts), new(1, experts)],
        };
    }

    private static ExpertRouting CreateExpert(int expert, double load, double lift) =>
        new(expert, load, load, [lift, 1], [load, load], [new(" of", TokenKind.FunctionWord, 3, 3, lift)]);
}
