using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Checkpoints.Gguf;

namespace SearchEngine.Runtime.Graphs.Decoders;

/// <summary>
/// The registry of supported decoder architectures, by the model_type of config.json or the architecture of a GGUF file.
/// </summary>
internal static class DecoderFamilies
{
    private static readonly string[] SupportedModelTypes = ["llama", "granitemoe", "granitemoeshared"];
    private static readonly string[] SupportedGgufArchitectures = ["llama", "granitemoe"];

    /// <summary>Reads the settings from config.json.</summary>
    /// <exception cref="CheckpointException">The architecture or a variant of it is not supported.</exception>
    public static DecoderSettings Read(Checkpoint checkpoint) => SupportedModelTypes.Contains(checkpoint.ModelType)
        ? DecoderSettings.Read(checkpoint.Config, checkpoint.ModelType)
        : throw CreateError(checkpoint.Config.Path, "model_type", checkpoint.ModelType, SupportedModelTypes);

    /// <summary>Reads the settings from a GGUF file's metadata.</summary>
    /// <exception cref="CheckpointException">The architecture or a variant of it is not supported.</exception>
    public static DecoderSettings Read(GgufFile file) => SupportedGgufArchitectures.Contains(file.Architecture)
        ? DecoderSettings.Read(file)
        : throw CreateError(file.Path, "general.architecture", file.Architecture, SupportedGgufArchitectures);

    private static CheckpointException CreateError(string path, string field, string value, string[] supported) =>
        new(path, field, $"is '{value}', which is not a supported decoder; supported are {string.Join(", ", supported)}");
}
