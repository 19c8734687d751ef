using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;

namespace SearchEngine.Encoder;

/// <summary>An encoder in a ready ONNX file, of any family: config.json says only how long a text may be and how many tokens there are.</summary>
internal sealed class OnnxFileSource : EncoderSource
{
    /// <summary>Families that count positions from the padding token's id on, so that the first is one more than it.</summary>
    private static readonly string[] FamiliesWithPaddingOffset = ["roberta", "xlm-roberta", "camembert", "xlm-roberta-xl", "mpnet"];

    private readonly OnnxFile _file;
    private readonly int? _hiddenSize;

    private OnnxFileSource(OnnxFile file, int? hidden, EncoderModel model, EmbeddingSettings settings)
        : base(model, settings) => (_file, _hiddenSize) = (file, hidden);

    /// <param name="folder">The model folder.</param>
    /// <param name="config">Its config.json.</param>
    /// <param name="fileName">The file, relative to the folder.</param>
    /// <param name="options">How the encoder is loaded.</param>
    public static OnnxFileSource OpenFile(string folder, JsonFile config, string fileName, EncoderOptions options)
    {
        string path = Path.Combine(folder, fileName);
        if (!File.Exists(path))
            throw new CheckpointException(path, null, OnnxFile.FindAll(folder) is [_, ..] files ? $"does not exist; the folder has {string.Join(", ", files)}" : "does not exist, nor has the folder any other ONNX file");
        OnnxFile file = OnnxFile.Open(path);
        EmbeddingSettings settings = EmbeddingSettings.Read(folder);
        int? hidden = config.GetIntOrNull("hidden_size") ?? config.GetIntOrNull("dim") ?? config.GetIntOrNull("n_embd");
        EncoderShape shape = CreateShape(config, settings, hidden ?? 0);
        return new OnnxFileSource(file, hidden, EncoderModel.Create(folder, config, shape, file.Hash, settings, options), settings);
    }

    public override IEncoderSession CreateSession(EncoderOptions options, Device device)
    {
        SharedSession session = SharedSession.Open($"{Path.GetFullPath(_file.Path)} {_file.Hash}", device, () => SessionFactory.CreateFromFile(_file.Path, device));
        try
        {
            return new OnnxFileSession(session, OnnxFileGraph.Read(_file.Path, session, _hiddenSize), Settings, Model.Shape.FirstPosition, options.Threads);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private static EncoderShape CreateShape(JsonFile config, EmbeddingSettings settings, int hiddenSize)
    {
        const int UsualPadding = 1;
        int first = FamiliesWithPaddingOffset.Contains(config.GetStringOrNull("model_type")) ? (config.GetIntOrNull("pad_token_id") ?? UsualPadding) + 1 : 0;
        int? positions = config.GetIntOrNull("max_position_embeddings") ?? config.GetIntOrNull("n_positions");
        int longest = positions - first ?? settings.MaxTokens
            ?? throw new CheckpointException(config.Path, "max_position_embeddings", "is missing, and no sentence_bert_config.json says how long a text may be");
        if (longest < 1) throw new CheckpointException(config.Path, "max_position_embeddings", $"is {positions}; the first token's position is {first}");
        return new EncoderShape(hiddenSize, config.GetIntOrNull("vocab_size") ?? int.MaxValue, first, longest, HasSegments: false);
    }
}
