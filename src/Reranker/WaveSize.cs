namespace SearchEngine.Reranker;

/// <summary>How much a device is given at a time, where what re-ranking may take is limited.</summary>
/// <param name="RunsAtOnce">Runs side by side.</param>
/// <param name="Passages">Passages between two looks at the clock.</param>
/// <param name="Certain">Passages that are scored whatever they take: what costs hardly more than one.</param>
internal readonly record struct WaveSize(int RunsAtOnce, int Passages, int Certain);
