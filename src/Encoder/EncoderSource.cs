using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Sessions;

namespace SearchEngine.Encoder;

/// <summary>The files of an encoder: weights, from which the graph is generated, or an ONNX file.</summary>
internal abstract class EncoderSource(EncoderModel model, EmbeddingSettings settings) : IDisposable
{
    public EncoderModel Model => model;

    public EmbeddingSettings Settings => settings;

    /// <summary>Opens the ONNX file in the options, otherwise the weights, otherwise the only ONNX file in the folder.</summary>
    /// <exception cref="CheckpointException">A file is missing or damaged, or the folder has several ONNX files.</exception>
    public static EncoderSource Open(string folder, EncoderOptions options)
    {
        JsonFile config = Checkpoint.ReadConfig(folder);
        if (options.OnnxFile is { } path) return OnnxFileSource.OpenFile(folder, config, path, options);
        if (Checkpoint.HasWeights(folder)) return GeneratedGraphSource.OpenWeights(folder, options);
        if (OnnxFile.FindDefault(folder) is { } file) return OnnxFileSource.OpenFile(folder, config, file, options);
        return OnnxFile.FindAll(folder) is [_, ..] several
            ? throw new CheckpointException(
                folder,
                null,
                $"has no model.safetensors but several ONNX files ({string.Join(", ", several)}); name one of them (--onnx)")
            : GeneratedGraphSource.OpenWeights(folder, options);
    }

    public abstract IEncoderSession CreateSession(EncoderOptions options, Device device);

    public virtual void Dispose()
    {
    }
}
