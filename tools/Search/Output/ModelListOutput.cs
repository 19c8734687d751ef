using SearchEngine.Encoder.Inspection;

namespace SearchEngine.Cli.Output;

/// <summary>The output of <c>search models list</c>.</summary>
/// <param name="Places">The folders that are searched for models.</param>
internal sealed record ModelListOutput(IReadOnlyList<string> Places, IReadOnlyList<ModelReport> Models);
