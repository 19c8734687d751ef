using Microsoft.ML.OnnxRuntime;
using SearchEngine.Benchmarks.Encoding;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs.Encoders;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Benchmarks.Reranking;

/// <summary>Runs the product's graph without the product's code around it.</summary>
internal sealed class BareSession : IDisposable
{
    private static readonly string[] Inputs = [EncoderInputNames.Tokens, EncoderInputNames.Positions, EncoderInputNames.Segments];
    private static readonly string[] Outputs = [CrossEncoderGraph.Score, CrossEncoderGraph.Spans];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("benchmark-");
    private readonly InferenceSession _session;

    public BareSession(string modelFolder)
    {
        using Checkpoint checkpoint = Checkpoint.Open(modelFolder);
        CrossEncoderGraph.Write(checkpoint, Precision.Int8, _folder.FullName);
        _session = SessionFactory.Create(_folder.FullName, Device.Cpu);
    }

    public void Score(TokenizedText[] pairs, float[] scores)
    {
        int[] order = [.. Enumerable.Range(0, pairs.Length).OrderByDescending(i => pairs[i].Ids.Length)];
        Callers.Run(Environment.ProcessorCount, pairs.Length, i => scores[order[i]] = Score(pairs[order[i]]));
    }

    public void Dispose()
    {
        _session.Dispose();
        _folder.Delete(recursive: true);
    }

    private float Score(TokenizedText pair)
    {
        long[] shape = [1, pair.Ids.Length];
        using OrtValue tokens = OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(pair.Ids, id => (long)id), shape);
        using OrtValue positions = OrtValue.CreateTensorValueFromMemory(
            [.. Enumerable.Range(0, pair.Ids.Length).Select(i => (long)i)],
            shape);
        using OrtValue segments = OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(pair.TypeIds, id => (long)id), shape);
        using RunOptions options = new();
        using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(options, Inputs, [tokens, positions, segments], Outputs);
        return results[0].GetTensorDataAsSpan<float>()[0];
    }
}
