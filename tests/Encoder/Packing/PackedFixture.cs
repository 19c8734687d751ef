using System.Text.Json;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs.Encoders;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Tests;
using SearchEngine.Tests.Packing;

namespace SearchEngine.Encoder.Tests.Packing;

/// <summary>The token ids of a text, and its embeddings by the reference implementation.</summary>
internal sealed record PackedCase(int[] Ids, float[] Mean, float[] Cls);

/// <summary>
/// A small fixture model with the graph for CUDA. It runs on a GPU, or on the CPU, where the tests implement the
/// operator that only CUDA has.
/// </summary>
internal sealed class PackedFixture : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly PackedAttentionOperator? _attention;
    private readonly string _modelFolder;
    private readonly EmbeddingSettings _settings;

    public PackedFixture(
        string family,
        PoolingMode pooling,
        Precision precision,
        bool normalize = true,
        RowBudget? budget = null,
        Device device = Device.Cpu)
    {
        _modelFolder = Path.Combine(Repository.Fixtures, "models", family);
        _settings = new EmbeddingSettings(pooling, normalize, MaxTokens: null, "", "");
        using JsonDocument expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(_modelFolder, "expected.json")));
        Tolerance = expected.RootElement.GetProperty("tolerance").GetSingle();
        Cases = [.. expected.RootElement.GetProperty("cases").EnumerateArray().Select(ReadCase)];

        using Checkpoint checkpoint = Checkpoint.Open(_modelFolder);
        Model = EncoderModel.Create(
            _modelFolder,
            checkpoint.Config,
            EncoderGraph.Describe(checkpoint),
            checkpoint.WeightsHash,
            _settings,
            new EncoderOptions());
        EncoderGraph.Write(checkpoint, _settings, EncoderOutput.PackedEmbeddings, precision, _folder.Path);
        if (device == Device.Cpu) _attention = new PackedAttentionOperator(half: precision == Precision.Float16);
        CachedGraph graph = new(_folder.Path);
        Session = new PackedSession(
            graph,
            SharedSession.Open(
                graph.Folder,
                Device.Cuda,
                () => _attention?.Open(graph.Folder) ?? SessionFactory.Create(graph.Folder, Device.Cuda)),
            Model,
            budget ?? RowBudget.Default);
    }

    /// <summary>The encoder fixtures, one of each family.</summary>
    public static TheoryData<string> Families => ["bert", "roberta", "xlm-roberta", "mpnet", "distilbert", "modernbert", "nomic-bert"];

    public EncoderModel Model { get; }

    public PackedSession Session { get; }

    public IReadOnlyList<PackedCase> Cases { get; }

    public float Tolerance { get; }

    public async Task<float[][]> RunAsync(int[][] texts)
    {
        float[][] embeddings = [.. texts.Select(_ => new float[Session.Dimensions])];
        await Session.RunAllAsync(text => texts[text], embeddings, TestContext.Current.CancellationToken);
        return embeddings;
    }

    /// <summary>Loads the same model with the graph for the CPU, which runs each text separately.</summary>
    public IEncoderSession LoadForCpu()
    {
        using Checkpoint checkpoint = Checkpoint.Open(_modelFolder);
        EncoderOptions options = new() { Precision = Precision.Float32, Threads = 1, Cache = new GraphCache(_folder["graphs"]) };
        return EncoderSession.Create(checkpoint, _settings, Model, options, Device.Cpu);
    }

    public void Dispose()
    {
        Session.Dispose();
        _attention?.Dispose();
        _folder.Dispose();
    }

    private static PackedCase ReadCase(JsonElement example) => new(
        [.. example.GetProperty("input_ids").EnumerateArray().Select(id => id.GetInt32())],
        Floats(example, "mean_normalized"),
        Floats(example, "cls_normalized"));

    private static float[] Floats(JsonElement example, string name) =>
        [.. example.GetProperty(name).EnumerateArray().Select(x => x.GetSingle())];
}
