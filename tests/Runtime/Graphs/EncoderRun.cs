using Microsoft.ML.OnnxRuntime;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs.Encoders;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Tests;

namespace SearchEngine.Runtime.Tests.Graphs;

/// <summary>
/// Writes an encoder's graph from a model folder and runs it on token ids, feeding exactly the inputs that the graph declares.
/// </summary>
internal sealed class EncoderRun : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly InferenceSession _session;
    private readonly EncoderShape _shape;

    public EncoderRun(string modelFolder, EncoderOutput output, Precision precision, EmbeddingSettings? settings = null)
    {
        using Checkpoint checkpoint = Checkpoint.Open(modelFolder);
        EncoderGraph.Write(checkpoint, settings ?? EmbeddingSettings.Read(modelFolder), output, precision, _folder.Path);
        _session = SessionFactory.Create(_folder.Path, Device.Cpu);
        _shape = EncoderGraph.Describe(checkpoint);
    }

    /// <summary>Runs one text and returns its hidden states or its embedding.</summary>
    public float[] Run(long[] ids) => Run(ids, Positions(ids), bias: null);

    /// <summary>Runs several texts packed in one row and returns the hidden states of each.</summary>
    public IReadOnlyList<float[]> RunPacked(IReadOnlyList<long[]> texts)
    {
        int[] textOfToken = [.. texts.SelectMany((text, index) => Enumerable.Repeat(index, text.Length))];
        float[] bias = [.. textOfToken.SelectMany(query => textOfToken, (query, key) => query == key ? 0 : float.NegativeInfinity)];
        float[] row = Run([.. texts.SelectMany(ids => ids)], [.. texts.SelectMany(Positions)], bias);

        List<float[]> hidden = [];
        int start = 0;
        foreach (long[] text in texts)
        {
            int end = start + text.Length * _shape.Hidden;
            hidden.Add(row[start..end]);
            start = end;
        }
        Assert.Equal(row.Length, start);
        return hidden;
    }

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }

    private long[] Positions(long[] ids) => [.. Enumerable.Range(_shape.FirstPosition, ids.Length)];

    private float[] Run(long[] ids, long[] positions, float[]? bias)
    {
        int n = ids.Length;
        List<(string Name, OrtValue Value)> inputs =
        [
            (EncoderInputNames.Tokens, OrtValue.CreateTensorValueFromMemory(ids, [1, n])),
            (EncoderInputNames.Positions, OrtValue.CreateTensorValueFromMemory(positions, [1, n])),
        ];
        if (_shape.HasSegments) inputs.Add((EncoderInputNames.Segments, OrtValue.CreateTensorValueFromMemory(new long[n], [1, n])));
        if (bias is not null) inputs.Add((EncoderInputNames.AttentionBias, OrtValue.CreateTensorValueFromMemory(bias, [1, 1, n, n])));
        try
        {
            Assert.Equal(_session.InputNames.Order(), inputs.Select(input => input.Name).Order());
            using RunOptions options = new();
            using IDisposableReadOnlyCollection<OrtValue> results = _session.Run(
                options, [.. inputs.Select(input => input.Name)], [.. inputs.Select(input => input.Value)], _session.OutputNames);
            return results[0].GetTensorDataAsSpan<float>().ToArray();
        }
        finally
        {
            foreach ((_, OrtValue value) in inputs) value.Dispose();
        }
    }
}
