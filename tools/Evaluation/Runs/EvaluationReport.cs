using System.Text.Json.Serialization;

namespace SearchEngine.Evaluation.Runs;

/// <summary>The results of a retrieval evaluation.</summary>
/// <param name="Dataset">The name of the collection.</param>
/// <param name="Split">The name of the judgements.</param>
/// <param name="Documents">The number of searched documents.</param>
/// <param name="Queries">The number of queries.</param>
/// <param name="Stages">The results of each retrieval stage, in pipeline order.</param>
public sealed record EvaluationReport(
    [property: JsonPropertyName("dataset")] string Dataset,
    [property: JsonPropertyName("split")] string Split,
    [property: JsonPropertyName("documents")] int Documents,
    [property: JsonPropertyName("queries")] int Queries,
    [property: JsonPropertyName("stages")] IReadOnlyList<StageReport> Stages);
