using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs.Encoders;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;

namespace SearchEngine.Encoder;

/// <summary>An encoder in safetensors of a family known here.</summary>
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
            return new GeneratedGraphSource(checkpoint, EncoderModel.Create(folder, checkpoint.Config, shape, checkpoint.WeightsHash, settings, options), settings);
        }
        catch
        {
            checkpoint.Dispose();
            throw;
        }
    }

    public override IEncoderSession CreateSession(EncoderOptions options, Device device) => EncoderSession.Create(_checkpoint, Settings, Model, options, device);

    public override void Dispose() => _checkpoint.Dispose();
}
