namespace SearchEngine.Runtime.Checkpoints;

/// <summary>A model folder or file that cannot be used: says which file, which tensor or field of it, and why.</summary>
public sealed class CheckpointException(string file, string? part, string reason, Exception? inner = null)
    : Exception(part is null ? $"{file}: {reason}" : $"{file}: {part}: {reason}", inner)
{
    /// <summary>Path of the file at fault.</summary>
    public string File { get; } = file;

    /// <summary>Tensor or field at fault, or null where the file as a whole is.</summary>
    public string? Part { get; } = part;

    /// <summary>What is wrong and, where there is one, the way out.</summary>
    public string Reason { get; } = reason;
}
