using SearchEngine.Runtime.Checkpoints;

namespace SearchEngine.Runtime.Graphs.Encoders;

/// <summary>The encoder architectures known here, by the model_type of config.json.</summary>
internal static class EncoderFamilies
{
    private static readonly Dictionary<string, Func<Checkpoint, IEncoderFamily>> Families = new(StringComparer.Ordinal)
    {
        ["bert"] = BertGraph.Read,
        ["roberta"] = RobertaGraph.Read,
        ["xlm-roberta"] = RobertaGraph.Read,
        ["mpnet"] = MpnetGraph.Read,
        ["distilbert"] = DistilBertGraph.Read,
        ["modernbert"] = ModernBertGraph.Read,
        ["nomic_bert"] = NomicBertGraph.Read,
    };

    /// <exception cref="CheckpointException">The family is not known, or the configuration asks for a variant that is not.</exception>
    public static IEncoderFamily Read(Checkpoint checkpoint) => Families.TryGetValue(checkpoint.ModelType, out Func<Checkpoint, IEncoderFamily>? read)
        ? read(checkpoint)
        : throw new CheckpointException(checkpoint.Config.Path, "model_type", $"'{checkpoint.ModelType}' is not an encoder known here; known are {string.Join(", ", Families.Keys)}");

    /// <summary>Reads how many heads share the hidden size, which must be a whole share each.</summary>
    public static int ReadHeadCount(this JsonFile config, string field, int hidden, string? alternativeField = null)
    {
        int heads = alternativeField is null ? config.GetPositiveInt(field) : config.GetPositiveInt(field, alternativeField);
        return hidden % heads == 0 ? heads : throw new CheckpointException(config.Path, field, $"{heads} heads do not divide the hidden size {hidden}");
    }
}
