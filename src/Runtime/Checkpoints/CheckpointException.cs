namespace SearchEngine.Runtime.Checkpoints;

/// <summary>Thrown when a model folder or file cannot be used. The message names the file, the tensor or field, and the reason.</summary>
public sealed class CheckpointException(string file, string? part, string reason, Exception? inner = null)
    : Exception(part is null ? $"{file}: {reason}" : $"{file}: '{part}' {reason}", inner)
{
    /// <summary>Path of the file.</summary>
    public string File { get; } = file;

    /// <summary>The tensor or field that is wrong; null if the error concerns the whole file.</summary>
    public string? Part { get; } = part;

    /// <summary>What is wrong and, if possible, how to fix it.</summary>
    public string Reason { get; } = reason;
}
