using System.Text;
using SearchEngine.Cli.Routing;
using SearchEngine.Generator.Routing;

namespace SearchEngine.Cli.Output;

/// <summary>Shows who took what.</summary>
internal static class RoutingView
{
    /// <summary>Fewer tokens of a kind than these fall together by chance.</summary>
    private const int MinTokens = 20;

    private const string Blocks = " ▁▂▃▄▅▆▇█";

    /// <summary>From the least load to the greatest, of the 256 colours of a terminal.</summary>
    private static readonly int[] Colors = [23, 24, 30, 31, 37, 73, 79, 85, 122];

    public static void Show(RoutingReport report, IReadOnlyList<RoutedText> texts, OutputFormat format, Terminal terminal)
    {
        switch (format)
        {
            case OutputFormat.Json: JsonOutput.Write(RoutingOutput.From(report, texts)); break;
            case OutputFormat.JsonLines: JsonOutput.WriteLines(report.ByLayer); break;
            default: Show(report, Console.Out, terminal); break;
        }
    }

    /// <summary>A row for each layer: the load of each expert, what kind and topic say there, and what an expert takes most beyond its share.</summary>
    internal static void Show(RoutingReport report, TextWriter output, Terminal terminal)
    {
        bool withNumbers = report.Experts * 5 <= terminal.Width - 48;
        double least = report.ByLayer.Min(layer => layer.Experts.Min(expert => expert.Load)), most = report.ByLayer.Max(layer => layer.Experts.Max(expert => expert.Load));
        output.WriteLine(terminal.Bold(PlainText.ToSingleLine(Invariant($"{report.Model}: {report.Layers} layers of {report.Experts} experts, {report.Chosen} for each token"))));
        output.WriteLine(Invariant($"{report.Tokens} tokens: {string.Join(", ", report.Topics.Select(topic => PlainText.ToSingleLine($"{topic.Topic} {topic.Tokens}")))}"));
        output.WriteLine();
        string experts = withNumbers ? string.Concat(Enumerable.Range(0, report.Experts).Select(expert => Invariant($"{expert,5}"))) : new string(' ', report.Experts + 1);
        output.WriteLine(terminal.Dim($"layer{experts}   kind  topic  sharpest"));
        foreach (LayerRouting layer in report.ByLayer)
        {
            string cells = string.Concat(layer.Experts.Select(expert => FormatLoad(expert.Load, least, most, withNumbers, terminal)));
            output.WriteLine($"{Invariant($"{layer.Layer,5}")}{(withNumbers ? "" : " ")}{cells}  {FormatShare(report.Kind, layer.Layer)}{FormatShare(report.Topic, layer.Layer)}  {DescribeSharpest(layer, report.Kinds)}");
        }
        output.WriteLine();
        output.WriteLine(Invariant($"load of an expert: {least:P0} to {most:P0} of its layer's choices, {1.0 / report.Experts:P1} where even").Replace(" %", "%", StringComparison.Ordinal));
        Line("the kind of a token says", report.Kind);
        Line("its topic says", report.Topic);
        Line("code or prose says", report.Code);

        void Line(string what, LabelInformation? said)
        {
            if (said is not null) output.WriteLine(Invariant($"{what,-24} {said.Share:F4} about its experts (chance alone {said.Chance:F4}): mutual information over entropy, mean of the layers"));
        }
    }

    private static string FormatLoad(double load, double least, double most, bool withNumber, Terminal terminal)
    {
        double height = most > least ? (load - least) / (most - least) : 0.5;
        string block = Blocks[1 + (int)Math.Round(height * (Blocks.Length - 2))].ToString();
        if (terminal.HasColors) block = $"\e[38;5;{Colors[(int)Math.Round(height * (Colors.Length - 1))]}m{block}\e[0m";
        return withNumber ? Invariant($"  {block}{100 * load,2:F0}") : block;
    }

    private static string FormatShare(LabelInformation? said, int layer) => said is null ? "      -" : Invariant($"{said.Layers[layer],7:F3}");

    /// <summary>The expert and the kind that go together most.</summary>
    private static string DescribeSharpest(LayerRouting layer, IReadOnlyList<KindShare> kinds)
    {
        (int expert, int kind, double lift) = layer.Experts.SelectMany(expert => expert.Kinds.Select((lift, kind) => (expert.Expert, kind, lift)))
            .OrderByDescending(one => kinds[one.kind].Tokens >= MinTokens).ThenByDescending(one => one.lift).First();
        StringBuilder words = new();
        foreach (char letter in kinds[kind].Kind.ToString()) words.Append(char.IsUpper(letter) && words.Length > 0 ? " " : "").Append(char.ToLowerInvariant(letter));
        return Invariant($"{expert} takes {words} {lift:F1}x");
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
