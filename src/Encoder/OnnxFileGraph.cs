using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Sessions;

namespace SearchEngine.Encoder;

/// <summary>The inputs and the output of an ONNX file, found by the names that exporters use.</summary>
/// <param name="Path">The file, for messages.</param>
/// <param name="Inputs">The inputs, and whether they are 64-bit integers rather than 32-bit.</param>
/// <param name="Output">The output to read.</param>
/// <param name="IsPooled">Whether the output is the embedding, [1, size], rather than hidden states, [1, n, size].</param>
/// <param name="IsFloat16">Whether the output is float16 rather than float32.</param>
/// <param name="Dimensions">The size of an embedding.</param>
internal sealed record OnnxFileGraph(
    string Path,
    IReadOnlyList<(string Name, bool IsInt64)> Inputs,
    string Output,
    bool IsPooled,
    bool IsFloat16,
    int Dimensions)
{
    public const string InputIds = "input_ids";
    public const string AttentionMask = "attention_mask";
    public const string TokenTypeIds = "token_type_ids";
    public const string PositionIds = "position_ids";

    private const int TokenRank = 2, PooledRank = 2, HiddenRank = 3;

    private static readonly string[] SupportedInputs = [InputIds, AttentionMask, TokenTypeIds, PositionIds];

    // Hidden states come before embeddings, because the model folder specifies the pooling.
    private static readonly string[] SupportedOutputs = ["last_hidden_state", "token_embeddings", "sentence_embedding"];

    /// <summary>Finds the inputs and the output by name.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="session">The session of the file.</param>
    /// <param name="hiddenSize">The size in config.json, used if the graph has a dynamic size; null if there is none.</param>
    /// <exception cref="CheckpointException">An input or output is not supported.</exception>
    public static OnnxFileGraph Read(string path, SharedSession session, int? hiddenSize)
    {
        (string name, NodeMetadata output) = FindOutput(path, session.OutputTypes);
        int size = output.Dimensions[^1] > 0 ? output.Dimensions[^1] : hiddenSize
            ?? throw new CheckpointException(path, name, "has a dynamic embedding size, and config.json has no hidden_size");
        return new OnnxFileGraph(
            path,
            [.. session.Inputs.Select(input => (input, IsInt64(path, input, session.InputTypes[input])))],
            name,
            output.Dimensions.Length == PooledRank,
            output.ElementDataType == TensorElementType.Float16,
            size);
    }

    private static bool IsInt64(string path, string name, NodeMetadata input)
    {
        if (!SupportedInputs.Contains(name))
            throw new CheckpointException(path, name, $"is not a supported input; supported are {string.Join(", ", SupportedInputs)}");
        if (input.Dimensions.Length != TokenRank || input.Dimensions[0] > 1 || input.Dimensions[1] >= 0)
        {
            throw new CheckpointException(
                path,
                name,
                $"has shape {FormatShape(input)}, but must have [batch, sequence] for one text of any length: "
                + "export the model with dynamic axes");
        }
        return input.ElementDataType switch
        {
            TensorElementType.Int64 => true,
            TensorElementType.Int32 => false,
            _ => throw new CheckpointException(path, name, $"is {input.ElementDataType}, but must be Int64 or Int32"),
        };
    }

    private static (string Name, NodeMetadata Output) FindOutput(string path, IReadOnlyDictionary<string, NodeMetadata> outputs)
    {
        string? name = SupportedOutputs.FirstOrDefault(outputs.ContainsKey) ?? (outputs.Count == 1 ? outputs.Keys.Single() : null);
        if (name is null)
        {
            throw new CheckpointException(
                path,
                "outputs",
                $"{string.Join(", ", outputs.Keys)} are not supported; supported are {string.Join(", ", SupportedOutputs)}");
        }
        NodeMetadata output = outputs[name];
        bool isFloat = output.ElementDataType is TensorElementType.Float or TensorElementType.Float16;
        if (isFloat && output.Dimensions.Length is (HiddenRank or PooledRank)) return (name, output);
        throw new CheckpointException(
            path,
            name,
            $"is {output.ElementDataType} {FormatShape(output)}; hidden states [batch, sequence, hidden] or an embedding [batch, hidden] "
            + "were expected, in Float or Float16");
    }

    private static string FormatShape(NodeMetadata node)
    {
        return $"[{string.Join(", ", node.Dimensions.Select(FormatDimension))}]";

        string FormatDimension(int size, int axis)
        {
            if (size >= 0) return $"{size}";
            return node.SymbolicDimensions[axis] is { Length: > 0 } name ? name : "?";
        }
    }
}
