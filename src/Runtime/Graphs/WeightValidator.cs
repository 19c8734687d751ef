using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs.Encoders;

namespace SearchEngine.Runtime.Graphs;

/// <summary>Finds what is wrong with a folder's weights: all that writing its graph would stumble over, at once, with nothing written.</summary>
public static class WeightValidator
{
    /// <summary>Reads every tensor that the family asks for. Empty where a graph can be written.</summary>
    /// <param name="folder">A model folder.</param>
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
