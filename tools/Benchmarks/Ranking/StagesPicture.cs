using ScottPlot;
using SearchEngine.Evaluation.Runs;

namespace SearchEngine.Benchmarks.Ranking;

/// <summary>A group of bars for each collection, a bar for each stage.</summary>
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
                bars.Add(new Bar { Position = group * (stages + 1) + stage, Value = value, FillColor = Color.FromHex(Colors[stage]), LineWidth = 0, Label = FormattableString.Invariant($"{value:F3}") });
            }
        }
        plot.Add.Bars(bars).ValueLabelStyle.FontSize = 10;
        plot.Axes.Bottom.TickGenerator = new ScottPlot.TickGenerators.NumericManual([.. reports.Select((_, group) => group * (stages + 1) + (stages - 1) / 2.0)], [.. reports.Select(report => report.Dataset)]);
        plot.Axes.Bottom.MajorTickStyle.Length = 0;
        plot.Axes.Left.Label.Text = "nDCG@10";
        plot.Axes.Margins(bottom: 0, top: 0.15);
        plot.HideGrid();
        plot.Legend.Orientation = Orientation.Horizontal;
        plot.ShowLegend([.. reports[0].Stages.Select((stage, i) => new LegendItem { LabelText = stage.Stage, FillColor = Color.FromHex(Colors[i]), LineWidth = 0 })], Alignment.UpperLeft);
        plot.SavePng(path, 1100, 420);
    }
}
