using System.Text;
using SearchEngine.Cli.Experts;

namespace SearchEngine.Cli.Output;

/// <summary>Shows which experts process which tokens.</summary>
internal static class ExpertsView
{
    /// <summary>Kinds with fewer tokens than this show a high lift by chance.</summary>
    private const int MinTokens = 20;

    private const string Blocks = " ▁▂▃▄▅▆▇█";

    /// <summary>Terminal colours (of 256) from the lowest load to the highest.</summary>
    private static readonly int[] Colors = [23, 24, 30, 31, 37, 73, 79, 85, 122];

    public static void Show(RoutingReport report, IReadOnlyList<RoutedText> texts, OutputFormat format, Terminal terminal)
    {
        switch (format)
        {
            case OutputFormat.Json: JsonOutput.Write(ExpertsOutput.From(report, texts)); break;
            case OutputFormat.JsonLines: JsonOutput.WriteLines(report.ByLayer); break;
            default: Show(report, Console.Out, terminal); break;
        }
    }

    /// <summary>
    /// Writes a row for each layer: the load of each expert, the information of kind and topic, and the kind with the highest lift.
    /// </summary>
    internal static void Show(RoutingReport report, TextWriter output, Terminal terminal)
    {
        bool withNumbers = report.Experts * 5 <= terminal.Width - 48;
        double min = report.ByLayer.Min(layer => layer.Experts.Min(expert => expert.Load));
        double max = report.ByLayer.Max(layer => layer.Experts.Max(expert => expert.Load));
        WriteHeader(report, output, terminal, withNumbers);
        foreach (LayerRouting layer in report.ByLayer)
        {
            string cells = string.Concat(layer.Experts.Select(expert => FormatLoad(expert.Load, min, max, withNumbers, terminal)));
            string shares = FormatShare(report.Kind, layer.Layer) + FormatShare(report.Topic, layer.Layer);
            string gap = withNumbers ? "" : " ";
            output.WriteLine($"{Invariant($"{layer.Layer,5}")}{gap}{cells}  {shares}  {DescribeSharpest(layer, report.Kinds)}");
        }
        output.WriteLine();
        string load = Invariant($"load of an expert: {min:P0} to {max:P0} of its layer's choices; {1.0 / report.Experts:P1} if even");
        output.WriteLine(load.Replace(" %", "%", StringComparison.Ordinal));
        WriteInformation("kind of token", report.Kind, output);
        WriteInformation("topic", report.Topic, output);
        WriteInformation("code or prose", report.Code, output);
    }

    private static void WriteHeader(RoutingReport report, TextWriter output, Terminal terminal, bool withNumbers)
    {
        string title = Invariant($"{report.Model}: {report.Layers} layers of {report.Experts} experts, {report.Chosen} for each token");
        output.WriteLine(terminal.Bold(PlainText.ToSingleLine(title)));
        string topics = string.Join(", ", report.Topics.Select(topic => PlainText.ToSingleLine($"{topic.Topic} {topic.Tokens}")));
        output.WriteLine(Invariant($"{report.Tokens} tokens: {topics}"));
        output.WriteLine();
        string experts = withNumbers
            ? string.Concat(Enumerable.Range(0, report.Experts).Select(expert => Invariant($"{expert,5}")))
            : new string(' ', report.Experts + 1);
        output.WriteLine(terminal.Dim($"layer{experts}   kind  topic  sharpest"));
    }

    private static void WriteInformation(string label, LabelInformation? information, TextWriter output)
    {
        if (information is null) return;
        output.WriteLine(
            Invariant($"{label,-13} explains {information.Share:F4} of the choice of experts (by chance {information.Chance:F4}): ")
            + "mutual information over entropy, mean of the layers");
    }

    private static string FormatLoad(double load, double min, double max, bool withNumber, Terminal terminal)
    {
        double height = max > min ? (load - min) / (max - min) : 0.5;
        string block = Blocks[1 + (int)Math.Round(height * (Blocks.Length - 2))].ToString();
        if (terminal.HasColors) block = $"\e[38;5;{Colors[(int)Math.Round(height * (Colors.Length - 1))]}m{block}\e[0m";
        return withNumber ? Invariant($"  {block}{100 * load,2:F0}") : block;
    }

    private static string FormatShare(LabelInformation? information, int layer) =>
        information is null ? "      -" : Invariant($"{information.Layers[layer],7:F3}");

    /// <summary>Describes the expert and the kind of token with the highest lift.</summary>
    private static string DescribeSharpest(LayerRouting layer, IReadOnlyList<KindShare> kinds)
    {
        (int expert, int kind, double lift) = layer.Experts
            .SelectMany(expert => expert.Kinds.Select((lift, kind) => (expert.Expert, kind, lift)))
            .OrderByDescending(pair => kinds[pair.kind].Tokens >= MinTokens).ThenByDescending(pair => pair.lift).First();
        StringBuilder words = new();
        foreach (char letter in kinds[kind].Kind.ToString())
        {
            if (char.IsUpper(letter) && words.Length > 0) words.Append(' ');
            words.Append(char.ToLowerInvariant(letter));
        }
        return Invariant($"{expert} takes {words} {lift:F1}x");
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
