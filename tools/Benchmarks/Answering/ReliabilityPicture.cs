using System.Globalization;
using ScottPlot;

namespace SearchEngine.Benchmarks.Answering;

/// <summary>
/// Draws a reliability diagram (Niculescu-Mizil and Caruana 2005): observed frequency against predicted probability. The
/// area of a point is its number of questions.
/// </summary>
internal static class ReliabilityPicture
{
    private static readonly string[] Colors = ["#b8c4d6", "#e07b39"];

    public static void Draw(IReadOnlyList<(string Name, ReliabilityBin[] Bins)> sets, double threshold, string path)
    {
        using Plot plot = new();
        plot.Add.Line(0, 0, 1, 1).LineStyle = new LineStyle { Color = ScottPlot.Colors.Gray, Pattern = LinePattern.Dashed, Width = 1 };
        List<LegendItem> legend =
        [
            new() { LabelText = "perfect calibration", LineColor = ScottPlot.Colors.Gray, LinePattern = LinePattern.Dashed, LineWidth = 1 },
        ];
        for (int set = 0; set < sets.Count; set++)
        {
            Color color = Color.FromHex(Colors[set % Colors.Length]);
            foreach (ReliabilityBin bin in sets[set].Bins)
            {
                plot.Add.Marker(
                    bin.Chance,
                    bin.Answerable,
                    MarkerShape.FilledCircle,
                    (float)(4 + 2.5 * Math.Sqrt(bin.Questions)),
                    color.WithAlpha(0.85));
                ScottPlot.Plottables.Text count = plot.Add.Text(
                    bin.Questions.ToString(CultureInfo.InvariantCulture),
                    bin.Chance,
                    bin.Answerable);
                (count.LabelAlignment, count.LabelFontSize) = (Alignment.MiddleCenter, 10);
            }
            legend.Add(
                new LegendItem
                {
                    LabelText = sets[set].Name,
                    MarkerShape = MarkerShape.FilledCircle,
                    MarkerFillColor = color,
                    MarkerSize = 10,
                });
        }
        ScottPlot.Plottables.VerticalLine line = plot.Add.VerticalLine(threshold, 1, ScottPlot.Colors.Black, LinePattern.Dotted);
        (line.LabelText, line.LabelOppositeAxis, line.LabelFontSize, line.LabelBackgroundColor, line.LabelFontColor) = (
            "answered from here on",
            true,
            11,
            ScottPlot.Colors.Transparent,
            ScottPlot.Colors.Black);
        plot.Axes.SetLimits(0, 1, -0.05, 1.08);
        plot.Axes.Bottom.Label.Text = "chance that the documents answer, as given";
        plot.Axes.Left.Label.Text = "share of questions they do answer";
        plot.Axes.Top.MinimumSize = 24;
        plot.ShowLegend([.. legend], Alignment.LowerRight);
        plot.SavePng(path, 640, 520);
    }
}
