using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using SearchEngine.Cli.Experts;
using SearchEngine.Encoder.Inspection;
using SearchEngine.Evaluation.Answers;
using SearchEngine.Evaluation.Runs;
using SearchEngine.Index.Checking;
using SearchEngine.Ingestion;

namespace SearchEngine.Cli.Output;

/// <summary>
/// Writes the JSON of every command to stdout: one object, or one object per line. Property names are those of the records, in camel
/// case.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(ResultsOutput))]
[JsonSerializable(typeof(HitOutput))]
[JsonSerializable(typeof(AnswerOutput))]
[JsonSerializable(typeof(IndexReport))]
[JsonSerializable(typeof(DocumentReport))]
[JsonSerializable(typeof(StatusOutput))]
[JsonSerializable(typeof(PlannedFile))]
[JsonSerializable(typeof(PlanOutput))]
[JsonSerializable(typeof(DocumentOutput))]
[JsonSerializable(typeof(RemovedItemOutput))]
[JsonSerializable(typeof(RemoveOutput))]
[JsonSerializable(typeof(IndexTotalOutput))]
[JsonSerializable(typeof(KnowledgeBaseStatus))]
[JsonSerializable(typeof(CollectionStatus))]
[JsonSerializable(typeof(CheckReport))]
[JsonSerializable(typeof(CheckFinding))]
[JsonSerializable(typeof(RepairOutput))]
[JsonSerializable(typeof(EvaluationReport))]
[JsonSerializable(typeof(StageReport))]
[JsonSerializable(typeof(AnswerReport))]
[JsonSerializable(typeof(ModelReport))]
[JsonSerializable(typeof(ModelListOutput))]
[JsonSerializable(typeof(ExpertsOutput))]
[JsonSerializable(typeof(LayerRouting))]
internal sealed partial class JsonOutput : JsonSerializerContext
{
    /// <summary>Keeps text readable: only controls, bidirectional controls and what JSON itself forbids are escaped.</summary>
    private static JsonOutput Readable => field ??= new(new JsonSerializerOptions(Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    private static JsonOutput Compact => field ??= new(new JsonSerializerOptions(Readable.Options) { WriteIndented = false });

    /// <summary>Writes a command's output as one object.</summary>
    public static void Write<T>(T value) =>
        Console.Out.WriteLine(PlainText.EscapeBidirectional(JsonSerializer.Serialize(value, typeof(T), Readable)));

    /// <summary>Writes an object on one line, with the properties in <paramref name="context"/> before its own.</summary>
    public static void WriteLine<T>(T value, params ReadOnlySpan<(string Name, string Value)> context)
    {
        JsonObject line = JsonSerializer.SerializeToNode(value, typeof(T), Compact)!.AsObject();
        for (int i = 0; i < context.Length; i++) line.Insert(i, context[i].Name, context[i].Value);
        Console.Out.WriteLine(PlainText.EscapeBidirectional(line.ToJsonString(Compact.Options)));
    }

    /// <summary>Writes one line per value, as <see cref="WriteLine"/> does.</summary>
    public static void WriteLines<T>(IEnumerable<T> values, params ReadOnlySpan<(string Name, string Value)> context)
    {
        foreach (T value in values) WriteLine(value, context);
    }
}
