using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using SearchEngine.Cli.Commands;
using SearchEngine.Cli.Routing;
using SearchEngine.Encoder.Inspection;
using SearchEngine.Evaluation.Answers;
using SearchEngine.Evaluation.Runs;
using SearchEngine.Generator.Routing;
using SearchEngine.Index.Checking;
using SearchEngine.Ingestion;

namespace SearchEngine.Cli.Output;

/// <summary>The JSON of every command on stdout: one object, or an object a line. Names are those of the library's records in camel case.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
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
[JsonSerializable(typeof(RoutingOutput))]
[JsonSerializable(typeof(LayerRouting))]
internal sealed partial class JsonOutput : JsonSerializerContext
{
    /// <summary>Text stays readable: only what JSON itself forbids, controls and bidirectional controls are escaped.</summary>
    private static JsonOutput Readable => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static JsonOutput Compact => field ??= new(new JsonSerializerOptions(Readable.Options) { WriteIndented = false });

    /// <summary>Writes the one object that a command answers with.</summary>
    public static void Write<T>(T value) => Console.Out.WriteLine(PlainText.EscapeBidirectional(JsonSerializer.Serialize(value, typeof(T), Readable)));

    /// <summary>Writes one line, with <paramref name="context"/> before the value's own fields: what kind of line it is, or what it is part of.</summary>
    public static void WriteLine<T>(T value, params ReadOnlySpan<(string Name, string Value)> context)
    {
        JsonObject line = JsonSerializer.SerializeToNode(value, typeof(T), Compact)!.AsObject();
        for (int i = 0; i < context.Length; i++) line.Insert(i, context[i].Name, context[i].Value);
        Console.Out.WriteLine(PlainText.EscapeBidirectional(line.ToJsonString(Compact.Options)));
    }

    /// <summary>Writes a line for each.</summary>
    public static void WriteLines<T>(IEnumerable<T> values, params ReadOnlySpan<(string Name, string Value)> context)
    {
        foreach (T value in values) WriteLine(value, context);
    }
}
