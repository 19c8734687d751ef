using Microsoft.ML.OnnxRuntime;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Tests;

namespace SearchEngine.Runtime.Tests.Graphs;

/// <summary>Writes an encoder's graph from a model folder and runs it on token ids.</summary>
internal sealed class EncoderRun : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly InferenceSession _session;
    private readonly string _output;

    public EncoderRun(string modelFolder, EncoderOutput output, Precision precision)
    {
        using Checkpoint checkpoint = Checkpoint.Open(modelFolder);
        EncoderGraph.Write(checkpoint, EmbeddingSettings.Read(modelFolder), output, precision, _folder.Path);
        _session = SessionFactory.Create(_folder.Path, Device.Cpu);
        _output = output == EncoderOutput.Embedding ? EncoderGraph.Embedding : EncoderGraph.HiddenStates;
    }

    public float[] Run(long[] ids)
    {
        long[] shape = [1, ids.Length];
        long[] positions = [.. Enumerable.Range(0, ids.Length)];
        using OrtValue tokens = OrtValue.CreateTensorValueFromMemory(ids, shape);
        using OrtValue places = OrtValue.CreateTensorValueFromMemory(positions, shape);
        using OrtValue segments = OrtValue.CreateTensorValueFromMemory(new long[ids.Length], shape);
        using RunOptions options = new();
        using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(
            options, [EncoderGraph.Tokens, EncoderGraph.Positions, EncoderGraph.Segments], [tokens, places, segments], [_output]);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }
}
