using SearchEngine.Runtime.Checkpoints;

namespace SearchEngine.Runtime.Graphs.Encoders;

/// <summary>
/// RoBERTa (Liu et al. 2019) and XLM-RoBERTa (Conneau et al. 2019): BERT's block, trained longer. Positions are counted from the padding
/// token's id on, so the first is one more than it, and there is one segment as a rule.
/// </summary>
internal static class RobertaGraph
{
    private const int DefaultPaddingId = 1;

    public static BertGraph Read(Checkpoint checkpoint)
    {
        BertGraph bert = BertGraph.Read(checkpoint, "roberta.") with { FirstPosition = (checkpoint.Config.GetIntOrNull("pad_token_id") ?? DefaultPaddingId) + 1 };
        if (bert.FirstPosition < 0 || bert.FirstPosition >= bert.Positions)
            throw new CheckpointException(checkpoint.Config.Path, "pad_token_id", $"puts the first position at {bert.FirstPosition}; there are {bert.Positions} positions");
        return bert;
    }
}
