using System.Text.Json.Serialization;

namespace SearchEngine.Evaluation.Runs;

/// <summary>What an evaluation found.</summary>
/// <param name="Dataset">Name of the collection.</param>
/// <param name="Split">The judgements that were used.</param>
/// <param name="Documents">Documents searched.</param>
/// <param name="Queries">Queries asked.</param>
/// <param name="Stages">One for each stage of retrieval, in the order in which they build on each other.</param>
public sealed record EvaluationReport(
    [property: JsonPropertyName("dataset")] string Dataset,
    [property: JsonPropertyName("split")] string Split,
    [property: JsonPropertyName("documents")] int Documents,
    [property: JsonPropertyName("queries")] int Queries,
    [property: JsonPropertyName("stages")] IReadOnlyList<StageReport> Stages);
