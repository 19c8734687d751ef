using SearchEngine.Runtime.Checkpoints;

namespace SearchEngine.Runtime.Graphs.Encoders;

/// <summary>
/// RoBERTa (Liu et al. 2019) and XLM-RoBERTa (Conneau et al. 2019): BERT's block with longer training. Positions start at the padding
/// token's id plus one, and there is usually one segment.
/// </summary>
internal static class RobertaGraph
{
    private const int DefaultPaddingId = 1;

    public static BertGraph Read(Checkpoint checkpoint)
    {
        int paddingId = checkpoint.Config.GetIntOrNull("pad_token_id") ?? DefaultPaddingId;
        BertGraph bert = BertGraph.Read(checkpoint, "roberta.") with { FirstPosition = paddingId + 1 };
        if (bert.FirstPosition < 0 || bert.FirstPosition >= bert.Positions)
        {
            throw new CheckpointException(
                checkpoint.Config.Path,
                "pad_token_id",
                $"puts the first position at {bert.FirstPosition}, but there are only {bert.Positions} positions");
        }
        return bert;
    }
}
