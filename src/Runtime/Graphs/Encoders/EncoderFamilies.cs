using SearchEngine.Runtime.Checkpoints;

namespace SearchEngine.Runtime.Graphs.Encoders;

/// <summary>The registry of supported encoder architectures, by the model_type of config.json.</summary>
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

    /// <summary>Reads the configuration of an encoder.</summary>
    /// <exception cref="CheckpointException">The architecture or a variant of it is not supported.</exception>
    public static IEncoderFamily Read(Checkpoint checkpoint)
    {
        if (Families.TryGetValue(checkpoint.ModelType, out Func<Checkpoint, IEncoderFamily>? read)) return read(checkpoint);
        string supported = string.Join(", ", Families.Keys);
        string reason = $"is '{checkpoint.ModelType}', which is not a supported encoder; supported are {supported}";
        throw new CheckpointException(checkpoint.Config.Path, "model_type", reason);
    }

    /// <summary>Reads the number of attention heads, which must divide the hidden size.</summary>
    public static int ReadHeadCount(this JsonFile config, string field, int hidden, string? alternativeField = null)
    {
        int heads = alternativeField is null ? config.GetPositiveInt(field) : config.GetPositiveInt(field, alternativeField);
        return hidden % heads == 0
            ? heads
            : throw new CheckpointException(config.Path, field, $"is {heads}, which does not divide the hidden size {hidden}");
    }
}
