using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Sessions;

namespace SearchEngine.Encoder;

/// <summary>Where a folder's encoder comes from: weights, from which the graph is written here, or a ready ONNX file.</summary>
internal abstract class EncoderSource(EncoderModel model, EmbeddingSettings settings) : IDisposable
{
    public EncoderModel Model => model;

    public EmbeddingSettings Settings => settings;

    /// <summary>Opens the ONNX file that the options name; without one the weights, and where there are none the ONNX file that the folder has.</summary>
    /// <exception cref="CheckpointException">A file is missing or damaged; the message names it.</exception>
    public static EncoderSource Open(string folder, EncoderOptions options)
    {
        JsonFile config = Checkpoint.ReadConfig(folder);
        if (options.OnnxFile is { } named) return OnnxFileSource.OpenFile(folder, config, named, options);
        if (Checkpoint.HasWeights(folder)) return GeneratedGraphSource.OpenWeights(folder, options);
        if (OnnxFile.FindDefault(folder) is { } only) return OnnxFileSource.OpenFile(folder, config, only, options);
        return OnnxFile.FindAll(folder) is [_, ..] several
            ? throw new CheckpointException(folder, null, $"has no model.safetensors but several ONNX files ({string.Join(", ", several)}); name one of them (--onnx)")
            : GeneratedGraphSource.OpenWeights(folder, options);
    }

    /// <summary>Creates the session that runs it.</summary>
    public abstract IEncoderSession CreateSession(EncoderOptions options, Device device);

    public virtual void Dispose()
    {
    }
}
