using Microsoft.ML.OnnxRuntime;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs.Encoders;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Tests;

namespace SearchEngine.Runtime.Tests.Graphs;

/// <summary>Texts that share a run get exactly the embeddings of single runs, bit for bit.</summary>
public sealed class InterleavedTextsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, Precision, string> Cases
    {
        get
        {
            TheoryData<string, Precision, string> cases = [];
            foreach (string family in ReferenceModel.Encoders.Select(row => row.Data))
            {
                foreach (Precision precision in (Precision[])[Precision.Float32, Precision.Int8])
                {
                    cases.Add(family, precision, nameof(PoolingMode.Cls));
                    cases.Add(family, precision, nameof(PoolingMode.Mean));
                }
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void MultiText_AnyLengths_MatchSingleRuns(string family, Precision precision, string pooling)
    {
        string model = ReferenceModel.Load(family).Folder;
        EncoderShape shape = Write(model, precision, Enum.Parse<PoolingMode>(pooling));
        using InferenceSession single = SessionFactory.Create(_folder.Path, Device.Cpu);
        using InferenceSession multiple = SessionFactory.Create(_folder.Path, Device.Cpu, EncoderGraph.MultiTextFile);
        foreach (int[] lengths in (int[][])[[7, 7, 7, 7], [1, 33, 2, 90], [64, 3, 17, 1], [150, 150, 150, 150]])
        {
            long[][] texts = [.. lengths.Select((length, text) => Tokens(length, seed: 100 * text + length, shape.Vocabulary))];
            float[] together = Run(multiple, shape, texts);
            for (int text = 0; text < texts.Length; text++)
                Assert.Equal(Run(single, shape, [texts[text]]), together[(text * shape.Hidden)..((text + 1) * shape.Hidden)]);
        }
    }

    /// <summary>Both graphs read the same data file, so a weight is written once.</summary>
    [Fact]
    public void MultiText_SecondGraph_AddsNoWeights()
    {
        string model = ReferenceModel.Load("bert").Folder;
        Write(model, Precision.Int8, PoolingMode.Cls);
        long together = new FileInfo(_folder[GraphBuilder.DataFile]).Length;
        using Checkpoint checkpoint = Checkpoint.Open(model);
        EncoderGraph.Write(checkpoint, ReferenceModel.Pooling(PoolingMode.Cls), EncoderOutput.HiddenStates, Precision.Int8, _folder.Path);
        Assert.Equal(new FileInfo(_folder[GraphBuilder.DataFile]).Length, together);
    }

    private static long[] Tokens(int length, int seed, int vocabulary)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (long)random.Next(vocabulary))];
    }

    private EncoderShape Write(string model, Precision precision, PoolingMode pooling)
    {
        using Checkpoint checkpoint = Checkpoint.Open(model);
        EncoderGraph.Write(checkpoint, ReferenceModel.Pooling(pooling), EncoderOutput.Embedding, precision, _folder.Path);
        return EncoderGraph.Describe(checkpoint);
    }

    private static float[] Run(InferenceSession session, EncoderShape shape, long[][] texts)
    {
        long[] tokens = [.. texts.SelectMany(text => text)], row = [1, tokens.Length];
        long[] positions =
        [
            .. texts.SelectMany(text => Enumerable.Range(shape.FirstPosition, text.Length).Select(position => (long)position)),
        ];
        using OrtValue tokenValues = OrtValue.CreateTensorValueFromMemory(tokens, row);
        using OrtValue positionValues = OrtValue.CreateTensorValueFromMemory(positions, row);
        using OrtValue segmentValues = OrtValue.CreateTensorValueFromMemory(new long[tokens.Length], row);
        using OrtValue lengthValues = OrtValue.CreateTensorValueFromMemory<long>(
            [.. texts.Select(text => (long)text.Length)], [texts.Length]);
        Dictionary<string, OrtValue> inputs = new()
        {
            [EncoderInputNames.Tokens] = tokenValues,
            [EncoderInputNames.Positions] = positionValues,
            [EncoderInputNames.Segments] = segmentValues,
            [EncoderInputNames.TextLengths] = lengthValues,
        };
        using RunOptions options = new();
        using IDisposableReadOnlyCollection<OrtValue> results = session.Run(
            options, inputs.Where(input => session.InputMetadata.ContainsKey(input.Key)).ToDictionary(), [EncoderGraph.Embedding]);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }
}
