using SearchEngine.Runtime.Checkpoints.Gguf;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Graphs.Decoders;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Encoder.Inspection;

/// <summary>Inspects a decoder in a GGUF file, which also contains its settings and vocabulary.</summary>
internal static class DecoderInspector
{
    /// <summary>Returns the GGUF file of a folder; null if there is none, or more than one.</summary>
    public static string? FindGgufFile(string folder) => Directory.GetFiles(folder, "*.gguf") is [var file] ? file : null;

    public static ModelReport Inspect(string folder, string path, long bytes, string? license)
    {
        FaultList faults = new();
        using GgufFile? file = faults.Try(() => GgufFile.Open(path));
        DecoderShape? shape = file is null ? null : faults.Try(() => DecoderGraph.Describe(file));
        TextTokenizer? tokenizer = file is null ? null : faults.Try(() => TextTokenizer.Load(file));
        WeightsReport? weights = file is null ? null : Describe(file, Path.GetFileName(path));
        return new ModelReport
        {
            Name = Path.GetFileName(folder),
            Path = folder,
            Complete = faults.IsEmpty,
            Role = "decoder",
            Family = file?.Metadata.GetStringOrNull("general.architecture"),
            Layers = shape?.Layers,
            Hidden = shape?.Hidden,
            Heads = shape?.Heads,
            Vocabulary = shape?.Vocabulary,
            Positions = shape?.MaxTokens,
            Tokenizer = tokenizer is null ? null : "BPE",
            Parameters = weights?.Parameters ?? 0,
            Weights = weights is null ? [] : [weights],
            Precisions = ["float32", "int4"],
            Bytes = bytes,
            License = license,
            Faults = faults.ToList(),
            Experts = shape?.Experts is { } experts
                ? new ExpertsReport(experts.Count, experts.ExpertsPerToken, experts.SharedSize > 0)
                : null,
        };
    }

    private static WeightsReport Describe(GgufFile file, string name) => new(
        name,
        file.Length,
        file.Tensors.Values.Sum(tensor => tensor.Count),
        file.Tensors.Values
            .CountBy(tensor => tensor.Type)
            .OrderBy(type => type.Key)
            .ToDictionary(type => $"{type.Key}", type => type.Value));
}
