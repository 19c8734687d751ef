using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs.Encoders;
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
        if (!IsModelFolder(folder)) return CreateEmptyReport(folder);
        if (DecoderInspector.FindGgufFile(folder) is { } gguf) return DecoderInspector.Inspect(folder, gguf, GetTotalBytes(folder), FindLicense(folder));
        FaultList faults = new();
        bool hasWeights = Checkpoint.HasWeights(folder);
        JsonFile? config = faults.Try(() => Checkpoint.ReadConfig(folder));
        EmbeddingSettings? settings = faults.Try(() => EmbeddingSettings.Read(folder));
        MatryoshkaDimensions? sizes = config is null ? null : faults.Try(() => MatryoshkaDimensions.Read(folder));
        TextTokenizer? tokenizer = faults.Try(() => TextTokenizer.Load(folder));
        IReadOnlyList<WeightsReport> weights = hasWeights ? faults.Try(() => ReadWeights(folder)) ?? [] : [];
        if (hasWeights && config is not null) faults.AddRange(WeightValidator.FindErrors(folder));

        ConfigReader fields = new(config, faults);
        string? architecture = fields.GetFirst("architectures");
        bool scores = architecture?.EndsWith("ForSequenceClassification", StringComparison.Ordinal) == true;
        CrossEncoderShape? reranker = scores && hasWeights ? faults.Try(() => DescribeReranker(folder)) : null;
        OpenedEncoder? encoder = config is null ? null : faults.Try(() => OpenEncoder(folder, loadGraph: !hasWeights));
        if (encoder is not null && tokenizer is not null) faults.Try(() => encoder.Model.ValidateVocabulary(tokenizer, folder));
        if (encoder is not null) faults.Try(() => encoder.Model.ValidateDimensions(encoder.Dimensions, folder));

        return new ModelReport(
            Path.GetFileName(folder), folder, faults.IsEmpty, scores ? "cross-encoder" : "encoder", fields.GetString("model_type"), architecture,
            fields.GetInt("num_hidden_layers", "n_layers", "n_layer"), fields.GetInt("hidden_size", "dim", "n_embd"), fields.GetInt("num_attention_heads", "n_heads", "n_head"),
            fields.GetInt("vocab_size"), fields.GetInt("max_position_embeddings", "n_positions"),
            !scores && encoder is not null && settings is not null && sizes is not null ? Describe(encoder, settings, sizes) : null,
            reranker is null ? null : new RerankingReport(reranker.Encoder.MaxTokens, reranker.HasSpans),
            ReadTokenizerType(folder, tokenizer), weights.Sum(file => file.Parameters), weights, ReadOnnxFiles(folder),
            hasWeights ? [.. Enum.GetValues<Precision>().Where(precision => precision != Precision.Int4).Select(precision => precision.ToString().ToLowerInvariant())] : [],
            GetTotalBytes(folder), FindLicense(folder), faults.ToList());
    }

    /// <summary>Whether a folder holds anything that a model is made of.</summary>
    public static bool IsModelFolder(string folder) =>
        File.Exists(Path.Combine(folder, "config.json")) || File.Exists(Path.Combine(folder, "tokenizer.json")) || Checkpoint.HasWeights(folder) || OnnxFile.FindAll(folder).Count > 0 || DecoderInspector.FindGgufFile(folder) is not null;

    private static ModelReport CreateEmptyReport(string folder) => new(
        Path.GetFileName(folder), folder, false, null, null, null, null, null, null, null, null, null, null, null, 0, [], [], [], 0, null,
        [new ModelFault(folder, null, "is not a model folder: it has neither config.json nor tokenizer.json nor weights; name one that has")]);

    private static OpenedEncoder OpenEncoder(string folder, bool loadGraph)
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

    private static EmbeddingReport Describe(OpenedEncoder encoder, EmbeddingSettings settings, MatryoshkaDimensions sizes) => new(
        sizes.Default ?? encoder.Dimensions, encoder.Model.MaxTokens, settings.Mode.ToString().ToLowerInvariant(), settings.Normalize, settings.QueryPrompt, settings.DocumentPrompt,
        sizes is { Default: null, IsAnyAllowed: false, TrainedDimensions.Count: 0 } ? null : sizes.Describe(encoder.Dimensions));

    private static IReadOnlyList<WeightsReport> ReadWeights(string folder)
    {
        using Checkpoint checkpoint = Checkpoint.Open(folder);
        return [.. checkpoint.Files.Select(Describe)];
    }

    private static WeightsReport Describe(SafetensorsFile file) => new(
        Path.GetFileName(file.Path), file.Length, file.Tensors.Values.Where(tensor => tensor.Type.IsWeight()).Sum(tensor => tensor.Count),
        file.Tensors.Values.CountBy(tensor => tensor.Type).OrderBy(type => type.Key).ToDictionary(type => $"{type.Key}", type => type.Value));

    private static IReadOnlyList<OnnxReport> ReadOnnxFiles(string folder) => [.. OnnxFile.FindAll(folder).Select(name =>
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

    private static string? ReadTokenizerType(string folder, TextTokenizer? tokenizer) =>
        tokenizer is null ? null : JsonFile.Read(Path.Combine(folder, "tokenizer.json")).GetObjectOrNull("model")?.GetStringOrNull("type") ?? "WordPiece";

    private static long GetTotalBytes(string folder) => Directory
        .EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true }).Sum(file => new FileInfo(file).Length);

    private static string? FindLicense(string folder) => Directory.EnumerateFiles(folder).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)
        .FirstOrDefault(file => file.StartsWith("LICEN", StringComparison.OrdinalIgnoreCase) || file.StartsWith("COPYING", StringComparison.OrdinalIgnoreCase));

    /// <summary>An encoder as its folder describes it, and the length of its whole embeddings.</summary>
    private sealed record OpenedEncoder(EncoderModel Model, int Dimensions);
}
