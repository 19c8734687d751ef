using SearchEngine.Runtime.Checkpoints.Gguf;
using SearchEngine.Runtime.Graphs.Decoders;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Encoder.Inspection;

/// <summary>Looks at a decoder in a GGUF file, which holds its settings and vocabulary too.</summary>
internal static class DecoderInspector
{
    /// <summary>The folder's GGUF file; null where there is none, or more than one.</summary>
    public static string? FindGgufFile(string folder) => Directory.GetFiles(folder, "*.gguf") is [var only] ? only : null;

    public static ModelReport Inspect(string folder, string path, long bytes, string? license)
    {
        FaultList faults = new();
        using GgufFile? file = faults.Try(() => GgufFile.Open(path));
        DecoderShape? shape = file is null ? null : faults.Try(() => DecoderGraph.Describe(file));
        TextTokenizer? tokenizer = file is null ? null : faults.Try(() => TextTokenizer.Load(file));
        long parameters = file?.Tensors.Values.Sum(tensor => tensor.Count) ?? 0;
        return new ModelReport(
            Path.GetFileName(folder), folder, faults.IsEmpty, "decoder", file?.Metadata.GetStringOrNull("general.architecture"), null, shape?.Layers, shape?.Hidden, shape?.Heads, shape?.Vocabulary, shape?.MaxTokens, null, null,
            tokenizer is null ? null : "BPE", parameters,
            file is null ? [] : [new WeightsReport(Path.GetFileName(path), file.Length, parameters, file.Tensors.Values.CountBy(tensor => tensor.Type).OrderBy(type => type.Key).ToDictionary(type => $"{type.Key}", type => type.Value))],
            [], ["float32", "int4"], bytes, license, faults.ToList())
        {
            Experts = shape?.Experts is { } experts ? new ExpertsReport(experts.Count, experts.ExpertsPerToken, experts.SharedSize > 0) : null,
        };
    }
}
