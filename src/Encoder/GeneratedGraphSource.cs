using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs.Encoders;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;

namespace SearchEngine.Encoder;

/// <summary>An encoder of a supported family in safetensors files.</summary>
internal sealed class GeneratedGraphSource : EncoderSource
{
    private readonly Checkpoint _checkpoint;

    private GeneratedGraphSource(Checkpoint checkpoint, EncoderModel model, EmbeddingSettings settings)
        : base(model, settings) => _checkpoint = checkpoint;

    public static GeneratedGraphSource OpenWeights(string folder, EncoderOptions options)
    {
        Checkpoint checkpoint = Checkpoint.Open(folder);
        try
        {
            EmbeddingSettings settings = EmbeddingSettings.Read(folder);
            EncoderShape shape = EncoderGraph.Describe(checkpoint);
            EncoderModel model = EncoderModel.Create(folder, checkpoint.Config, shape, checkpoint.WeightsHash, settings, options);
            return new GeneratedGraphSource(checkpoint, model, settings);
        }
        catch
        {
            checkpoint.Dispose();
            throw;
        }
    }

    public override IEncoderSession CreateSession(EncoderOptions options, Device device) =>
        EncoderSession.Create(_checkpoint, Settings, Model, options, device);

    public override void Dispose() => _checkpoint.Dispose();
}
