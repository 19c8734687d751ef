using SearchEngine.Cli.Output;
using SearchEngine.Cli.Tests.Experts;
using SearchEngine.Cli.Experts;

namespace SearchEngine.Cli.Tests.Output;

public sealed class ExpertsViewTests
{
    [Fact]
    public void Show_Report_IsAHeatMapWithoutEscapes()
    {
        string[] lines = Shown(SampleReports.TwoLayers("notes"));

        Assert.Contains("  1  ▁10  █40  ▄25  ▄25    0.250  0.125  1 takes function word 3.0x", lines[5], StringComparison.Ordinal);
        Assert.Contains("10% to 40%", lines[7], StringComparison.Ordinal);
        Assert.DoesNotContain('\e', string.Concat(lines));
    }

    [Fact]
    public void Show_NamesOfDocuments_HaveNoControlCharacters() =>
        Assert.DoesNotContain('\e', string.Concat(Shown(SampleReports.TwoLayers("\e[31mred\nline"))));

    [Fact]
    public void Show_ManyExperts_UseOneColumnEach()
    {
        RoutingReport report = SampleReports.TwoLayers("notes");
        ExpertRouting[] many = [.. Enumerable.Range(0, 64).Select(expert => report.ByLayer[0].Experts[0] with { Expert = expert })];

        string[] lines = Shown(report with { Experts = 64, ByLayer = [new LayerRouting(0, many)] });

        Assert.Contains(new string('▅', 64), lines[4], StringComparison.Ordinal);
    }

    private static string[] Shown(RoutingReport report)
    {
        using StringWriter output = new();
        ExpertsView.Show(report, output, new Terminal(quiet: false, noColor: true));
        return output.ToString().Split(Environment.NewLine);
    }
}
