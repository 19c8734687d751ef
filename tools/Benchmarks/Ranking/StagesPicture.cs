using ScottPlot;
using SearchEngine.Evaluation.Runs;

namespace SearchEngine.Benchmarks.Ranking;

/// <summary>Draws a bar chart with a group per collection and a bar per stage.</summary>
internal static class StagesPicture
{
    private static readonly string[] Colors = ["#b8c4d6", "#8aa3c8", "#4c78a8", "#e07b39"];

    public static void Draw(IReadOnlyList<EvaluationReport> reports, string path)
    {
        using Plot plot = new();
        int stages = reports[0].Stages.Count;
        List<Bar> bars = [];
        for (int group = 0; group < reports.Count; group++)
        {
            for (int stage = 0; stage < stages; stage++)
            {
                double value = reports[group].Stages[stage].Ndcg10;
                bars.Add(new Bar
                {
                    Position = group * (stages + 1) + stage,
                    Value = value,
                    FillColor = Color.FromHex(Colors[stage]),
                    LineWidth = 0,
                    Label = $"{value:F3}",
                });
            }
        }
        plot.Add.Bars(bars).ValueLabelStyle.FontSize = 10;
        double[] centers = [.. reports.Select((_, group) => group * (stages + 1) + (stages - 1) / 2.0)];
        string[] labels = [.. reports.Select(report => report.Dataset)];
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericManual(centers, labels);
        plot.Axes.Bottom.MajorTickStyle.Length = 0;
        plot.Axes.Left.Label.Text = "nDCG@10";
        plot.Axes.Margins(bottom: 0, top: 0.15);
        plot.HideGrid();
        plot.Legend.Orientation = Orientation.Horizontal;
        IEnumerable<LegendItem> legend = reports[0].Stages.Select(
            (stage, i) => new LegendItem { LabelText = stage.Stage, FillColor = Color.FromHex(Colors[i]), LineWidth = 0 });
        plot.ShowLegend([.. legend], Alignment.UpperLeft);
        plot.SavePng(path, 1100, 420);
    }
}
