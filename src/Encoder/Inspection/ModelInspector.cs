using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Graphs.Encoders;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Encoder.Inspection;

/// <summary>Checks everything that loading a model would check, continues after errors, and writes nothing.</summary>
internal static class ModelInspector
{
    /// <summary>Inspects any folder, whether it contains a model or not.</summary>
    /// <exception cref="DirectoryNotFoundException">The folder does not exist.</exception>
    public static ModelReport Inspect(string folder)
    {
        if (!Directory.Exists(folder)) throw new DirectoryNotFoundException($"{folder}: no such model folder");
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (!IsModelFolder(folder)) return CreateEmptyReport(folder);
        return DecoderInspector.FindGgufFile(folder) is { } file
            ? DecoderInspector.Inspect(folder, file, GetTotalBytes(folder), FindLicense(folder))
            : InspectEncoder(folder);
    }

    /// <summary>Returns whether a folder contains any file of a model.</summary>
    public static bool IsModelFolder(string folder) =>
        File.Exists(Path.Combine(folder, "config.json"))
        || File.Exists(Path.Combine(folder, "tokenizer.json"))
        || Checkpoint.HasWeights(folder)
        || OnnxFile.FindAll(folder).Count > 0
        || DecoderInspector.FindGgufFile(folder) is not null;

    private static ModelReport InspectEncoder(string folder)
    {
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
        bool isCrossEncoder = architecture?.EndsWith("ForSequenceClassification", StringComparison.Ordinal) == true;
        CrossEncoderShape? reranker = isCrossEncoder && hasWeights ? faults.Try(() => DescribeReranker(folder)) : null;
        OpenedEncoder? encoder = config is null ? null : faults.Try(() => OpenEncoder(folder, loadGraph: !hasWeights));
        if (encoder is not null && tokenizer is not null) faults.Try(() => encoder.Model.ValidateVocabulary(tokenizer, folder));
        if (encoder is not null) faults.Try(() => encoder.Model.ValidateDimensions(encoder.Dimensions, folder));
        bool hasEmbedding = !isCrossEncoder && encoder is not null && settings is not null && sizes is not null;

        return new ModelReport
        {
            Name = Path.GetFileName(folder),
            Path = folder,
            Complete = faults.IsEmpty,
            Role = isCrossEncoder ? "cross-encoder" : "encoder",
            Family = fields.GetString("model_type"),
            Architecture = architecture,
            Layers = fields.GetInt("num_hidden_layers", "n_layers", "n_layer"),
            Hidden = fields.GetInt("hidden_size", "dim", "n_embd"),
            Heads = fields.GetInt("num_attention_heads", "n_heads", "n_head"),
            Vocabulary = fields.GetInt("vocab_size"),
            Positions = fields.GetInt("max_position_embeddings", "n_positions"),
            Embedding = hasEmbedding ? Describe(encoder!, settings!, sizes!) : null,
            Reranking = reranker is null ? null : new RerankingReport(reranker.Encoder.MaxTokens, reranker.HasSpans),
            Tokenizer = ReadTokenizerType(folder, tokenizer),
            Parameters = weights.Sum(file => file.Parameters),
            Weights = weights,
            Onnx = ReadOnnxFiles(folder),
            Precisions = hasWeights ? GetPrecisions() : [],
            Bytes = GetTotalBytes(folder),
            License = FindLicense(folder),
            Faults = faults.ToList(),
        };
    }

    private static ModelReport CreateEmptyReport(string folder) => new()
    {
        Name = Path.GetFileName(folder),
        Path = folder,
        Complete = false,
        Faults =
        [
            new ModelFault(
                folder,
                null,
                "is not a model folder: it has no config.json, no tokenizer.json and no weights; name a folder that has them"),
        ],
    };

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

    private static EmbeddingReport Describe(OpenedEncoder encoder, EmbeddingSettings settings, MatryoshkaDimensions sizes)
    {
        bool hasSizes = sizes is not { Default: null, IsAnyAllowed: false, TrainedDimensions.Count: 0 };
        return new EmbeddingReport(
            sizes.Default ?? encoder.Dimensions,
            encoder.Model.MaxTokens,
            settings.Mode.ToString().ToLowerInvariant(),
            settings.Normalize,
            settings.QueryPrompt,
            settings.DocumentPrompt,
            hasSizes ? sizes.Describe(encoder.Dimensions) : null);
    }

    private static IReadOnlyList<WeightsReport> ReadWeights(string folder)
    {
        using Checkpoint checkpoint = Checkpoint.Open(folder);
        return [.. checkpoint.Files.Select(Describe)];
    }

    private static WeightsReport Describe(SafetensorsFile file) => new(
        Path.GetFileName(file.Path),
        file.Length,
        file.Tensors.Values.Where(tensor => tensor.Type.IsWeight()).Sum(tensor => tensor.Count),
        file.Tensors.Values
            .CountBy(tensor => tensor.Type)
            .OrderBy(type => type.Key)
            .ToDictionary(type => $"{type.Key}", type => type.Value));

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

    private static IReadOnlyList<string> GetPrecisions() =>
    [
        .. Enum.GetValues<Precision>()
            .Where(precision => precision != Precision.Int4)
            .Select(precision => precision.ToString().ToLowerInvariant()),
    ];

    private static string? ReadTokenizerType(string folder, TextTokenizer? tokenizer)
    {
        if (tokenizer is null) return null;
        JsonFile file = JsonFile.Read(Path.Combine(folder, "tokenizer.json"));
        return file.GetObjectOrNull("model")?.GetStringOrNull("type") ?? "WordPiece";
    }

    private static long GetTotalBytes(string folder)
    {
        EnumerationOptions options = new() { RecurseSubdirectories = true, IgnoreInaccessible = true };
        return Directory.EnumerateFiles(folder, "*", options).Sum(file => new FileInfo(file).Length);
    }

    private static string? FindLicense(string folder) => Directory.EnumerateFiles(folder)
        .Select(file => Path.GetFileName(file))
        .Order(StringComparer.Ordinal)
        .FirstOrDefault(IsLicense);

    private static bool IsLicense(string file) =>
        file.StartsWith("LICEN", StringComparison.OrdinalIgnoreCase) || file.StartsWith("COPYING", StringComparison.OrdinalIgnoreCase);

    /// <summary>An encoder as described by its folder, and the full size of its embeddings.</summary>
    private sealed record OpenedEncoder(EncoderModel Model, int Dimensions);
}
