using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Sessions;

namespace SearchEngine.Encoder;

/// <summary>What a ready graph reads and gives, by the names that exporters use.</summary>
/// <param name="Path">The file, for messages.</param>
/// <param name="Inputs">Its inputs, each with whether it takes 64-bit integers (32-bit ones else).</param>
/// <param name="Output">The output that is read.</param>
/// <param name="IsPooled">Whether that is the embedding, [1, size], rather than the tokens' hidden states, [1, n, size].</param>
/// <param name="IsFloat16">Whether it is float16 (float32 else).</param>
/// <param name="Dimensions">Length of an embedding.</param>
internal sealed record OnnxFileGraph(string Path, IReadOnlyList<(string Name, bool Wide)> Inputs, string Output, bool IsPooled, bool IsFloat16, int Dimensions)
{
    public const string InputIds = "input_ids", AttentionMask = "attention_mask", TokenTypeIds = "token_type_ids", PositionIds = "position_ids";

    private const int TokenRank = 2, PooledRank = 2, HiddenRank = 3;

    private static readonly string[] SupportedInputs = [InputIds, AttentionMask, TokenTypeIds, PositionIds];

    /// <summary>Hidden states before embeddings: pooling is the folder's to say.</summary>
    private static readonly string[] SupportedOutputs = ["last_hidden_state", "token_embeddings", "sentence_embedding"];

    /// <summary>Finds inputs and output by name.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="session">Its session.</param>
    /// <param name="hiddenSize">The size that config.json names, for a graph that leaves its own open; null where it names none.</param>
    /// <exception cref="CheckpointException">The graph reads or gives something that is not understood.</exception>
    public static OnnxFileGraph Read(string path, SharedSession session, int? hiddenSize)
    {
        (string name, NodeMetadata output) = FindOutput(path, session.OutputTypes);
        int size = output.Dimensions[^1] > 0 ? output.Dimensions[^1] : hiddenSize
            ?? throw new CheckpointException(path, name, "leaves the size of an embedding open, and config.json has no hidden_size");
        return new OnnxFileGraph(
            path, [.. session.Inputs.Select(input => (input, IsInt64(path, input, session.InputTypes[input])))], name, output.Dimensions.Length == PooledRank,
            output.ElementDataType == TensorElementType.Float16, size);
    }

    private static bool IsInt64(string path, string name, NodeMetadata input)
    {
        if (!SupportedInputs.Contains(name)) throw new CheckpointException(path, name, $"is an input that is not known; known are {string.Join(", ", SupportedInputs)}");
        if (input.Dimensions.Length != TokenRank || input.Dimensions[0] > 1 || input.Dimensions[1] >= 0)
            throw new CheckpointException(path, name, $"has shape {FormatShape(input)}; one text of any length was expected, [batch, sequence]: export the model with dynamic axes");
        return input.ElementDataType switch
        {
            TensorElementType.Int64 => true,
            TensorElementType.Int32 => false,
            _ => throw new CheckpointException(path, name, $"is {input.ElementDataType}; Int64 or Int32 was expected"),
        };
    }

    private static (string Name, NodeMetadata Output) FindOutput(string path, IReadOnlyDictionary<string, NodeMetadata> outputs)
    {
        string? name = SupportedOutputs.FirstOrDefault(outputs.ContainsKey) ?? (outputs.Count == 1 ? outputs.Keys.Single() : null);
        if (name is null) throw new CheckpointException(path, "outputs", $"{string.Join(", ", outputs.Keys)} are not known; known are {string.Join(", ", SupportedOutputs)}");
        NodeMetadata output = outputs[name];
        if (output.Dimensions.Length is not (HiddenRank or PooledRank) || output.ElementDataType is not (TensorElementType.Float or TensorElementType.Float16))
            throw new CheckpointException(path, name, $"is {output.ElementDataType} {FormatShape(output)}; hidden states [batch, sequence, hidden] or an embedding [batch, hidden] were expected, in Float or Float16");
        return (name, output);
    }

    private static string FormatShape(NodeMetadata node) =>
        $"[{string.Join(", ", node.Dimensions.Select((size, axis) => size >= 0 ? $"{size}" : node.SymbolicDimensions[axis] is { Length: > 0 } name ? name : "?"))}]";
}
