using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;

namespace SearchEngine.Encoder;

/// <summary>An encoder of any family in an ONNX file. Only the maximum length and the vocabulary size are read from config.json.</summary>
internal sealed class OnnxFileSource : EncoderSource
{
    // The first position of these families is the id of the padding token plus one.
    private static readonly string[] FamiliesWithPaddingOffset = ["roberta", "xlm-roberta", "camembert", "xlm-roberta-xl", "mpnet"];

    private readonly OnnxFile _file;
    private readonly int? _hiddenSize;

    private OnnxFileSource(OnnxFile file, int? hidden, EncoderModel model, EmbeddingSettings settings)
        : base(model, settings) => (_file, _hiddenSize) = (file, hidden);

    /// <param name="folder">The model folder.</param>
    /// <param name="config">The config.json of the folder.</param>
    /// <param name="fileName">The path of the file, relative to the folder.</param>
    /// <param name="options">Options for loading the encoder.</param>
    public static OnnxFileSource OpenFile(string folder, JsonFile config, string fileName, EncoderOptions options)
    {
        string path = Path.Combine(folder, fileName);
        if (!File.Exists(path)) throw new CheckpointException(path, null, DescribeMissingFile(folder));
        OnnxFile file = OnnxFile.Open(path);
        EmbeddingSettings settings = EmbeddingSettings.Read(folder);
        int? hidden = config.GetIntOrNull("hidden_size") ?? config.GetIntOrNull("dim") ?? config.GetIntOrNull("n_embd");
        EncoderShape shape = CreateShape(config, settings, hidden ?? 0);
        EncoderModel model = EncoderModel.Create(folder, config, shape, file.Hash, settings, options);
        return new OnnxFileSource(file, hidden, model, settings);
    }

    public override IEncoderSession CreateSession(EncoderOptions options, Device device)
    {
        string key = $"{Path.GetFullPath(_file.Path)} {_file.Hash}";
        SharedSession session = SharedSession.Open(key, device, () => SessionFactory.CreateFromFile(_file.Path, device));
        try
        {
            OnnxFileGraph graph = OnnxFileGraph.Read(_file.Path, session, _hiddenSize);
            return new OnnxFileSession(session, graph, Settings, Model.Shape.FirstPosition, options.Threads);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private static string DescribeMissingFile(string folder) => OnnxFile.FindAll(folder) is [_, ..] files
        ? $"does not exist; the folder has {string.Join(", ", files)}"
        : "does not exist, and the folder has no other ONNX file";

    private static EncoderShape CreateShape(JsonFile config, EmbeddingSettings settings, int hiddenSize)
    {
        const int DefaultPaddingId = 1;
        bool hasOffset = FamiliesWithPaddingOffset.Contains(config.GetStringOrNull("model_type"));
        int first = hasOffset ? (config.GetIntOrNull("pad_token_id") ?? DefaultPaddingId) + 1 : 0;
        int? positions = config.GetIntOrNull("max_position_embeddings") ?? config.GetIntOrNull("n_positions");
        int maxTokens = positions - first ?? settings.MaxTokens ?? throw new CheckpointException(
            config.Path, "max_position_embeddings", "is missing, and there is no sentence_bert_config.json with a maximum length");
        if (maxTokens < 1)
        {
            throw new CheckpointException(
                config.Path, "max_position_embeddings", $"is {positions}, but the position of the first token is {first}");
        }
        return new EncoderShape(hiddenSize, config.GetIntOrNull("vocab_size") ?? int.MaxValue, first, maxTokens, HasSegments: false);
    }
}
