using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;

namespace SearchEngine.Encoder;

/// <summary>An encoder in safetensors of a family known here.</summary>
internal sealed class WrittenSource : EncoderSource
{
    private readonly Checkpoint _checkpoint;

    private WrittenSource(Checkpoint checkpoint, EncoderModel model, EmbeddingSettings settings)
        : base(model, settings) => _checkpoint = checkpoint;

    public static WrittenSource OpenWeights(string folder, EncoderOptions options)
    {
        Checkpoint checkpoint = Checkpoint.Open(folder);
        try
        {
            EmbeddingSettings settings = EmbeddingSettings.Read(folder);
            EncoderShape shape = EncoderGraph.Describe(checkpoint);
            return new WrittenSource(checkpoint, EncoderModel.Describe(folder, checkpoint.Config, shape, checkpoint.WeightsHash, settings, options), settings);
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
