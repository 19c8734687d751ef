using SearchEngine.Cli.Experts;
using SearchEngine.Evaluation.Runs;
using SearchEngine.Ingestion;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SearchEngine.Cli.Output;

/// <summary>Shows a progress bar for each stage of indexing or evaluation, from the time the stage begins.</summary>
internal sealed class ProgressBars(ProgressContext context) : IProgress<IndexProgress>, IProgress<StageProgress>, IProgress<ReadingProgress>
{
    private readonly Dictionary<string, ProgressTask> _bars = [];

    public void Report(IndexProgress value) => Show(Describe(value.Stage), value.Done, value.Total);

    public void Report(StageProgress value) => Show($"Asking {value.Stage}", value.Done, value.Total);

    public void Report(ReadingProgress value) => Show("Reading texts", value.Done, value.Total);

    private void Show(string stage, int done, int total)
    {
        lock (_bars)
        {
            if (total == 0) return;
            if (!_bars.TryGetValue(stage, out ProgressTask? bar)) _bars[stage] = bar = context.AddTask(Markup.Escape(stage));
            bar.MaxValue = total;
            bar.Value = done;
        }
    }

    private static string Describe(IndexStage stage) => stage switch
    {
        IndexStage.Reading => "Reading documents",
        IndexStage.Encoding => "Encoding passages",
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, null),
    };
}

/// <summary>Shows the number of finished items and the total.</summary>
internal sealed class CountColumn : ProgressColumn
{
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Text(FormattableString.Invariant($"{task.Value:F0}/{task.MaxValue:F0}"));
}

/// <summary>Shows the number of items per second.</summary>
internal sealed class RateColumn : ProgressColumn
{
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
        new Text(task.Speed is { } speed ? $"{speed:F0}/s" : "");
}
