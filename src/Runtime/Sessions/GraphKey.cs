using System.Globalization;
using System.IO.Hashing;
using System.Text;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs;

namespace SearchEngine.Runtime.Sessions;

/// <summary>What a written graph depends on. Two graphs of one key are the same bytes.</summary>
/// <param name="WeightsHash">Hash of the weights file.</param>
/// <param name="Config">Text of config.json.</param>
/// <param name="Settings">Pooling, normalization and limits; null where nothing is pooled.</param>
/// <param name="Output">What the graph gives.</param>
/// <param name="Precision">How weights are held.</param>
/// <param name="Device">Where it runs.</param>
public sealed record GraphKey(string WeightsHash, string Config, EmbeddingSettings? Settings, EncoderOutput Output, Precision Precision, Device Device)
{
    /// <summary>Counts changes of the graph writer that change what it writes.</summary>
    private const int WriterVersion = 4;

    /// <summary>The key of an encoder's graph.</summary>
    public static GraphKey ForEncoder(Checkpoint checkpoint, EmbeddingSettings settings, EncoderOutput output, Precision precision, Device device) =>
        new(checkpoint.WeightsHash, checkpoint.Config.Root.GetRawText(), settings, output, precision, device);

    /// <summary>The key of a cross-encoder's graph.</summary>
    /// <param name="checkpoint">The model.</param>
    /// <param name="packed">Whether it reads pairs packed in one row.</param>
    /// <param name="precision">How weights are held.</param>
    /// <param name="device">Where it runs.</param>
    public static GraphKey ForCrossEncoder(Checkpoint checkpoint, bool packed, Precision precision, Device device) =>
        new(checkpoint.WeightsHash, checkpoint.Config.Root.GetRawText(), null, packed ? EncoderOutput.PackedRelevance : EncoderOutput.Relevance, precision, device);

    /// <summary>The key of a decoder's graph.</summary>
    /// <param name="weightsHash">Hash of the weights.</param>
    /// <param name="config">Text of config.json; empty where the weights' file holds the settings itself.</param>
    /// <param name="precision">How weights are held.</param>
    /// <param name="device">Where it runs.</param>
    public static GraphKey ForDecoder(string weightsHash, string config, Precision precision, Device device) =>
        new(weightsHash, config, null, EncoderOutput.NextToken, precision, device);

    /// <summary>A folder name: what a person wants to see, then a hash of everything, the processor's kind of 8-bit weights included.</summary>
    public string ToFolderName()
    {
        string all = string.Create(CultureInfo.InvariantCulture, $"{WriterVersion}\n{Int8WeightRange.Current}\n{this}");
        string hash = Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes(all)));
        return $"{Precision}-{Output}-{hash}".ToLowerInvariant();
    }
}
