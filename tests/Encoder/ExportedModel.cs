using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Graphs.Encoders;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Tests;

namespace SearchEngine.Encoder.Tests;

/// <summary>
/// A fixture as exporters write it: config.json, tokenizer.json and onnx/model.onnx, whose graph takes padded batches
/// with a 64-bit mask and returns the hidden state of every token.
/// </summary>
internal sealed class ExportedModel : IDisposable
{
    public const string File = "onnx/model.onnx", DataFile = "onnx/weights.bin";

    private readonly TemporaryFolder _folder = new();

    /// <param name="family">The name of the fixture.</param>
    /// <param name="declarePositions">Whether positions are an input of the graph, which otherwise derives them from its mask.</param>
    public ExportedModel(string family, bool declarePositions = false)
    {
        string fixture = Path.Combine(Repository.Fixtures, "models", family);
        Directory.CreateDirectory(At("onnx"));
        System.IO.File.Copy(Path.Combine(fixture, "config.json"), At("config.json"));
        // Tests of families with another tokenizer pass token ids.
        System.IO.File.Copy(Path.Combine(Repository.Fixtures, "models", "bert", "tokenizer.json"), At("tokenizer.json"));
        using Checkpoint checkpoint = Checkpoint.Open(fixture);
        Export(checkpoint, declarePositions, At("onnx"));
    }

    public string Folder => _folder["exported"];

    public string At(string file) => Path.Combine(Folder, file);

    public void Write(string file, string text) => _folder.Write(Path.Combine("exported", file), text);

    /// <summary>Copies the weights of the fixture into the folder.</summary>
    public void AddWeights(string family) =>
        System.IO.File.Copy(Path.Combine(Repository.Fixtures, "models", family, "model.safetensors"), At("model.safetensors"));

    public TextEncoder Load(string? onnxFile = null) =>
        TextEncoder.Load(
            Folder,
            new EncoderOptions
            {
                OnnxFile = onnxFile,
                Precision = Precision.Float32,
                Threads = 2,
                Cache = new GraphCache(_folder["graphs"]),
            });

    public string Fingerprint(string? onnxFile = null) =>
        TextEncoder.ComputeFingerprint(Folder, new EncoderOptions { OnnxFile = onnxFile });

    public void Dispose() => _folder.Dispose();

    private static void Export(Checkpoint checkpoint, bool declarePositions, string folder)
    {
        using GraphBuilder graph = new(checkpoint, Precision.Float32, folder);
        IEncoderFamily family = EncoderFamilies.Read(checkpoint);
        Value tokens = graph.Input("input_ids", OnnxType.Int64, "batch", "sequence");
        Value mask = graph.Input("attention_mask", OnnxType.Int64, "batch", "sequence");
        Value segments = family.Shape.HasSegments ? graph.Input("token_type_ids", OnnxType.Int64, "batch", "sequence") : Value.None;
        Value positions = declarePositions
            ? graph.Input("position_ids", OnnxType.Int64, "batch", "sequence")
            : graph.Add(
                graph.Node("CumSum", [mask, graph.Constant("axis", 1L)], "", new OnnxAttribute("exclusive", Int: 1)),
                graph.Constant("first.position", (long)family.Shape.FirstPosition));
        Value padding = graph.Node("Cast", [mask], "", new OnnxAttribute("to", Int: (int)OnnxType.Int32));
        Value hidden = family.Build(graph, new EncoderInputs(tokens, positions, segments, padding, Value.None), firstTokenOnly: false);
        graph.Output("last_hidden_state", hidden, "batch", "sequence", family.Shape.Hidden);
        graph.Save("exported");
    }
}
