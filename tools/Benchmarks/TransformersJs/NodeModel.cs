using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Graphs.Encoders;

namespace SearchEngine.Benchmarks.TransformersJs;

/// <summary>
/// Writes a model folder for @huggingface/transformers: the same weights in 8 bits, padded batches with a mask,
/// positions computed in the graph.
/// </summary>
internal static class NodeModel
{
    private const string GraphFile = "model_quantized.onnx";

    /// <param name="modelFolder">The folder of a BERT model.</param>
    /// <param name="folder">The folder to write to.</param>
    /// <param name="exported">
    /// Whether to write the graph as exported and quantized for model hubs, instead of the product's own operators.
    /// </param>
    public static void Write(string modelFolder, string folder, bool exported)
    {
        string onnx = Directory.CreateDirectory(Path.Combine(folder, "onnx")).FullName;
        foreach (string file in (string[])["config.json", "tokenizer.json", "tokenizer_config.json", "special_tokens_map.json"])
            File.Copy(Path.Combine(modelFolder, file), Path.Combine(folder, file));

        using Checkpoint checkpoint = Checkpoint.Open(modelFolder);
        using GraphBuilder graph = new(checkpoint, Precision.Int8, onnx);
        BertGraph bert = BertGraph.Read(checkpoint);
        Value tokens = graph.Input(EncoderInputNames.Tokens, OnnxType.Int64, "texts", "tokens");
        Value mask = graph.Input("attention_mask", OnnxType.Int64, "texts", "tokens");
        Value segments = graph.Input(EncoderInputNames.Segments, OnnxType.Int64, "texts", "tokens");

        // The cumulative sum of ones, minus one: 0, 1, 2 and so on.
        Value ones = graph.Node("Sign", [graph.Add(graph.Node("Abs", [tokens]), graph.Constant("positions.one", 1L))]);
        Value counts = graph.Node("CumSum", [ones, graph.Constant("positions.axis", 1L)]);
        Value positions = graph.Add(counts, graph.Constant("positions.first", bert.FirstPosition - 1L));
        Value hidden = exported ? new ExportedBert(graph, bert).Build(tokens, positions, segments, mask) : Fused();
        graph.Output(EncoderGraph.HiddenStates, hidden, "texts", "tokens", bert.Hidden);
        graph.Save("model", GraphFile);

        Value Fused()
        {
            Value padding = graph.Node("Cast", [mask], "", new OnnxAttribute("to", Int: (int)OnnxType.Int32));
            return bert.Build(graph, new EncoderInputs(tokens, positions, segments, padding, Value.None), firstTokenOnly: false);
        }
    }
}
