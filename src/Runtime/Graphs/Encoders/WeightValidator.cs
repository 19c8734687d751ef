using SearchEngine.Runtime.Checkpoints;

namespace SearchEngine.Runtime.Graphs.Encoders;

/// <summary>Finds every problem with a folder's weights that would prevent writing its graph; writes nothing.</summary>
internal static class WeightValidator
{
    /// <summary>Reads every tensor that the architecture requires. Returns an empty list if the graph can be written.</summary>
    public static IReadOnlyList<CheckpointException> FindErrors(string folder)
    {
        List<CheckpointException> faults = [];
        try
        {
            using Checkpoint checkpoint = Checkpoint.OpenForValidation(folder, faults);
            IEncoderFamily family = EncoderFamilies.Read(checkpoint);
            using GraphBuilder graph = GraphBuilder.CreateForValidation(checkpoint);
            family.Build(graph, EncoderInputs.Declare(graph, family.Shape, 1), firstTokenOnly: false);
        }
        catch (CheckpointException e)
        {
            faults.Add(e);
        }
        return faults;
    }
}
