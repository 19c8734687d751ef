using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Checkpoints.Gguf;

namespace SearchEngine.Runtime.Graphs.Decoders;

/// <summary>The decoder architectures known here, by the model_type of config.json or the architecture that a GGUF file names.</summary>
internal static class DecoderFamilies
{
    private static readonly string[] SupportedModelTypes = ["llama", "granitemoe", "granitemoeshared"], SupportedGgufArchitectures = ["llama", "granitemoe"];

    /// <exception cref="CheckpointException">The family is not known, or the configuration asks for a variant that is not.</exception>
    public static DecoderSettings Read(Checkpoint checkpoint) => SupportedModelTypes.Contains(checkpoint.ModelType)
        ? DecoderSettings.Read(checkpoint.Config, checkpoint.ModelType)
        : throw new CheckpointException(checkpoint.Config.Path, "model_type", $"'{checkpoint.ModelType}' is not a decoder known here; known are {string.Join(", ", SupportedModelTypes)}");

    /// <exception cref="CheckpointException">The family is not known, or the metadata ask for a variant that is not.</exception>
    public static DecoderSettings Read(GgufFile file) => SupportedGgufArchitectures.Contains(file.Architecture)
        ? DecoderSettings.Read(file)
        : throw new CheckpointException(file.Path, "general.architecture", $"'{file.Architecture}' is not a decoder known here; known are {string.Join(", ", SupportedGgufArchitectures)}");
}
