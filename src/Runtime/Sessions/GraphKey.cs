using System.Globalization;
using System.IO.Hashing;
using System.Text;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs.Encoders;
using SearchEngine.Runtime.Graphs;

namespace SearchEngine.Runtime.Sessions;

/// <summary>Everything that a generated graph depends on. Graphs with equal keys have equal bytes.</summary>
/// <param name="WeightsHash">Hash of the weights file.</param>
/// <param name="Config">Text of config.json.</param>
/// <param name="Settings">Pooling, normalization and limits; null for graphs without pooling.</param>
/// <param name="Output">What the graph computes.</param>
/// <param name="Precision">Precision of the weights.</param>
/// <param name="Device">The device on which the graph runs.</param>
internal sealed record GraphKey(
    string WeightsHash, string Config, EmbeddingSettings? Settings, EncoderOutput Output, Precision Precision, Device Device)
{
    /// <summary>Increment when the graph writer changes its output.</summary>
    private const int WriterVersion = 4;

    /// <summary>Creates the key of an encoder's graph.</summary>
    public static GraphKey ForEncoder(
        Checkpoint checkpoint, EmbeddingSettings settings, EncoderOutput output, Precision precision, Device device) =>
        new(checkpoint.WeightsHash, checkpoint.Config.Root.GetRawText(), settings, output, precision, device);

    /// <summary>Creates the key of a cross-encoder's graph.</summary>
    /// <param name="checkpoint">The model.</param>
    /// <param name="packed">Whether the graph reads several pairs packed in one row.</param>
    /// <param name="precision">Precision of the weights.</param>
    /// <param name="device">The device on which the graph runs.</param>
    public static GraphKey ForCrossEncoder(Checkpoint checkpoint, bool packed, Precision precision, Device device) =>
        new(
            checkpoint.WeightsHash,
            checkpoint.Config.Root.GetRawText(),
            null,
            packed ? EncoderOutput.PackedRelevance : EncoderOutput.Relevance,
            precision,
            device);

    /// <summary>Creates the key of a decoder's graph.</summary>
    /// <param name="weightsHash">Hash of the weights.</param>
    /// <param name="config">Text of config.json; empty if the weights file contains the settings.</param>
    /// <param name="precision">Precision of the weights.</param>
    /// <param name="device">The device on which the graph runs.</param>
    public static GraphKey ForDecoder(string weightsHash, string config, Precision precision, Device device) =>
        new(weightsHash, config, null, EncoderOutput.NextToken, precision, device);

    /// <summary>
    /// Returns a folder name: a readable prefix, then a hash of the key and the range of 8-bit weights on this processor.
    /// </summary>
    public string ToFolderName()
    {
        string all = string.Create(CultureInfo.InvariantCulture, $"{WriterVersion}\n{Int8WeightRange.Current}\n{this}");
        string hash = Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes(all)));
        return $"{Precision}-{Output}-{hash}".ToLowerInvariant();
    }
}
