using SearchEngine.Generator.Routing;

namespace SearchEngine.Cli.Tests.Routing;

/// <summary>Creates reports by hand.</summary>
internal static class Reports
{
    /// <summary>Creates a report with two layers of four experts, two kinds of tokens and two topics.</summary>
    public static RoutingReport TwoLayers(string topic)
    {
        ExpertRouting[] experts = [Expert(0, 0.1, 1), Expert(1, 0.4, 3), Expert(2, 0.25, 1), Expert(3, 0.25, 1)];
        return new RoutingReport(
            "hand-made",
            2,
            4,
            2,
            100,
            [new(topic, 60, false), new("other", 40, false)],
            [new(TokenKind.FunctionWord, 50), new(TokenKind.Word, 50)],
            new(0.25, 0.01, [0.25, 0.25]),
            new(0.125, 0.01, [0.125, 0.125]),
            null,
            [new(0, experts), new(1, experts)]);
    }

    private static ExpertRouting Expert(int expert, double load, double lift) =>
        new(expert, load, load, [lift, 1], [load, load], [new(" of", TokenKind.FunctionWord, 3, 3, lift)]);
}
