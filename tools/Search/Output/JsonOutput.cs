using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using SearchEngine.Encoder.Inspection;
using SearchEngine.Evaluation.Runs;
using SearchEngine.Index.Checking;
using SearchEngine.Indexing;
using SearchEngine.Search.Commands;
using SearchEngine.Searching;

namespace SearchEngine.Search.Output;

/// <summary>The JSON of every command, one object on stdout. Names are those of the library's records in camel case.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(SearchResults))]
[JsonSerializable(typeof(IndexReport))]
[JsonSerializable(typeof(KnowledgeBaseStatus))]
[JsonSerializable(typeof(CheckReport))]
[JsonSerializable(typeof(EvaluationReport))]
[JsonSerializable(typeof(ModelReport))]
[JsonSerializable(typeof(ModelList))]
internal sealed partial class JsonOutput : JsonSerializerContext
{
    /// <summary>Text stays readable: only what JSON itself forbids is escaped.</summary>
    private static JsonOutput Readable => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static void Write<T>(T value) => Console.Out.WriteLine(JsonSerializer.Serialize(value, typeof(T), Readable));
}
