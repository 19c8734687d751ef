using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Encoder.Inspection;

/// <summary>Looks at all that loading a model would look at, goes on where loading would stop, and writes nothing.</summary>
public static class ModelInspector
{
    /// <summary>Inspects a folder, which may be anything.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public static ModelReport Inspect(string folder)
    {
        if (!Directory.Exists(folder)) throw new DirectoryNotFoundException($"{folder}: no such model folder");
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (!LooksLikeAModel(folder)) return NoModel(folder);
        if (DecoderInspection.FileIn(folder) is { } gguf) return DecoderInspection.Inspect(folder, gguf, BytesOf(folder), LicenseOf(folder));
        FaultList faults = new();
        bool hasWeights = Checkpoint.HasWeights(folder);
        JsonFile? config = faults.Try(() => Checkpoint.ReadConfig(folder));
        EmbeddingSettings? settings = faults.Try(() => EmbeddingSettings.Read(folder));
        EmbeddingSizes? sizes = config is null ? null : faults.Try(() => EmbeddingSizes.Read(folder));
        TextTokenizer? tokenizer = faults.Try(() => TextTokenizer.Load(folder));
        IReadOnlyList<WeightsReport> weights = hasWeights ? faults.Try(() => WeightsOf(folder)) ?? [] : [];
        if (hasWeights && config is not null) faults.AddRange(EncoderSurvey.FindFaults(folder));

        ConfigFields fields = new(config, faults);
        string? architecture = fields.FirstOf("architectures");
        bool scores = architecture?.EndsWith("ForSequenceClassification", StringComparison.Ordinal) == true;
        CrossEncoderShape? reranker = scores && hasWeights ? faults.Try(() => DescribeReranker(folder)) : null;
        OpenedEncoder? encoder = config is null ? null : faults.Try(() => Open(folder, loadGraph: !hasWeights));
        if (encoder is not null && tokenizer is not null) faults.Try(() => encoder.Model.RequireRowsFor(tokenizer, folder));
        if (encoder is not null) faults.Try(() => encoder.Model.RequireSize(encoder.Dimensions, folder));

        return new ModelReport(
            Path.GetFileName(folder), folder, faults.IsEmpty, scores ? "cross-encoder" : "encoder", fields.Text("model_type"), architecture,
            fields.Number("num_hidden_layers", "n_layers", "n_layer"), fields.Number("hidden_size", "dim", "n_embd"), fields.Number("num_attention_heads", "n_heads", "n_head"),
            fields.Number("vocab_size"), fields.Number("max_position_embeddings", "n_positions"),
            !scores && encoder is not null && settings is not null && sizes is not null ? Describe(encoder, settings, sizes) : null,
            reranker is null ? null : new RerankingReport(reranker.Encoder.MaxTokens, reranker.HasSpans),
            KindOf(folder, tokenizer), weights.Sum(file => file.Parameters), weights, OnnxIn(folder),
            hasWeights ? [.. Enum.GetValues<Precision>().Where(precision => precision != Precision.Int4).Select(precision => precision.ToString().ToLowerInvariant())] : [],
            BytesOf(folder), LicenseOf(folder), faults.ToList());
    }

    /// <summary>Whether a folder holds anything that a model is made of.</summary>
    public static bool LooksLikeAModel(string folder) =>
        File.Exists(Path.Combine(folder, "config.json")) || File.Exists(Path.Combine(folder, "tokenizer.json")) || Checkpoint.HasWeights(folder) || OnnxFile.In(folder).Count > 0 || DecoderInspection.FileIn(folder) is not null;

    private static ModelReport NoModel(string folder) => new(
        Path.GetFileName(folder), folder, false, null, null, null, null, null, null, null, null, null, null, null, 0, [], [], [], 0, null,
        [new ModelFault(folder, null, "is not a model folder: it has neither config.json nor tokenizer.json nor weights; name one that has")]);

    private static OpenedEncoder Open(string folder, bool loadGraph)
    {
        EncoderOptions options = new();
        using EncoderSource source = EncoderSource.Open(folder, options);
        if (!loadGraph) return new OpenedEncoder(source.Model, source.Model.Shape.Hidden);
        using IEncoderSession session = source.CreateSession(options, Device.Cpu);
        return new OpenedEncoder(source.Model, session.Dimensions);
    }

    private static CrossEncoderShape DescribeReranker(string folder)
    {
        using Checkpoint checkpoint = Checkpoint.Open(folder);
        return CrossEncoderGraph.Describe(checkpoint);
    }

    private static EmbeddingReport Describe(OpenedEncoder encoder, EmbeddingSettings settings, EmbeddingSizes sizes) => new(
        sizes.Default ?? encoder.Dimensions, encoder.Model.MaxTokens, settings.Mode.ToString().ToLowerInvariant(), settings.Normalize, settings.QueryPrompt, settings.DocumentPrompt,
        sizes is { Default: null, Any: false, Trained.Count: 0 } ? null : sizes.Describe(encoder.Dimensions));

    private static IReadOnlyList<WeightsReport> WeightsOf(string folder)
    {
        using Checkpoint checkpoint = Checkpoint.Open(folder);
        return [.. checkpoint.Files.Select(Describe)];
    }

    private static WeightsReport Describe(SafetensorsFile file) => new(
        Path.GetFileName(file.Path), file.Length, file.Tensors.Values.Where(tensor => tensor.Type.IsWeight()).Sum(tensor => tensor.Count),
        file.Tensors.Values.CountBy(tensor => tensor.Type).OrderBy(type => type.Key).ToDictionary(type => $"{type.Key}", type => type.Value));

    private static IReadOnlyList<OnnxReport> OnnxIn(string folder) => [.. OnnxFile.In(folder).Select(name =>
    {
        string path = Path.Combine(folder, name);
        try
        {
            OnnxFile file = OnnxFile.Open(path);
            return new OnnxReport(name, ((string[])[path, .. file.DataFiles]).Sum(part => new FileInfo(part).Length), null);
        }
        catch (CheckpointException e)
        {
            return new OnnxReport(name, new FileInfo(path).Length, e.Message);
        }
    })];

    private static string? KindOf(string folder, TextTokenizer? tokenizer) =>
        tokenizer is null ? null : JsonFile.Read(Path.Combine(folder, "tokenizer.json")).Section("model")?.StringOrNull("type") ?? "WordPiece";

    private static long BytesOf(string folder) => Directory
        .EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true }).Sum(file => new FileInfo(file).Length);

    private static string? LicenseOf(string folder) => Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)
        .FirstOrDefault(file => file.StartsWith("LICEN", StringComparison.OrdinalIgnoreCase) || file.StartsWith("COPYING", StringComparison.OrdinalIgnoreCase));

    /// <summary>An encoder as its folder describes it, and the length of its whole embeddings.</summary>
    private sealed record OpenedEncoder(EncoderModel Model, int Dimensions);
}
