using SearchEngine.Indexing;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace SearchEngine.Search.Output;

/// <summary>A bar for each stage of indexing; it appears when its stage begins.</summary>
internal sealed class IndexProgressBars(ProgressContext context) : IProgress<IndexProgress>
{
    private readonly Dictionary<IndexStage, ProgressTask> _bars = [];

    public void Report(IndexProgress value)
    {
        lock (_bars)
        {
            if (value.Total == 0) return;
            if (!_bars.TryGetValue(value.Stage, out ProgressTask? bar)) _bars[value.Stage] = bar = context.AddTask(Describe(value.Stage));
            bar.MaxValue = value.Total;
            bar.Value = value.Done;
        }
    }

    private static string Describe(IndexStage stage) => stage switch
    {
        IndexStage.Reading => "Reading documents",
        IndexStage.Encoding => "Encoding passages",
        _ => throw new ArgumentOutOfRangeException(nameof(stage), stage, null),
    };
}

/// <summary>How much is done a second.</summary>
internal sealed class RateColumn : ProgressColumn
{
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(task.Speed is { } speed ? $"{speed:F0}/s" : "");
}
