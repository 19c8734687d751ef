using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;

namespace SearchEngine.Encoder.Ready;

/// <summary>An encoder in a ready ONNX file, of any family: config.json says only how long a text may be and how many tokens there are.</summary>
internal sealed class ReadySource : EncoderSource
{
    /// <summary>Families that count positions from the padding token's id on, so that the first is one more than it.</summary>
    private static readonly string[] CountsFromPadding = ["roberta", "xlm-roberta", "camembert", "xlm-roberta-xl", "mpnet"];

    private readonly OnnxFile _file;
    private readonly int? _hidden;

    private ReadySource(OnnxFile file, int? hidden, EncoderModel model, EmbeddingSettings settings)
        : base(model, settings) => (_file, _hidden) = (file, hidden);

    /// <param name="folder">The model folder.</param>
    /// <param name="config">Its config.json.</param>
    /// <param name="name">The file, relative to the folder.</param>
    /// <param name="options">How the encoder is loaded.</param>
    public static ReadySource OpenFile(string folder, JsonFile config, string name, EncoderOptions options)
    {
        string path = Path.Combine(folder, name);
        if (!File.Exists(path))
            throw new CheckpointException(path, null, OnnxFile.In(folder) is [_, ..] files ? $"does not exist; the folder has {string.Join(", ", files)}" : "does not exist, nor has the folder any other ONNX file");
        OnnxFile file = OnnxFile.Open(path);
        EmbeddingSettings settings = EmbeddingSettings.Read(folder);
        int? hidden = config.IntOrNull("hidden_size") ?? config.IntOrNull("dim") ?? config.IntOrNull("n_embd");
        EncoderShape shape = Describe(config, settings, hidden ?? 0);
        return new ReadySource(file, hidden, EncoderModel.Describe(folder, config, shape, file.Hash, settings, options), settings);
    }

    public override IEncoderSession CreateSession(EncoderOptions options, Device device)
    {
        SharedSession session = SharedSession.Open($"{Path.GetFullPath(_file.Path)} {_file.Hash}", device, () => SessionFactory.CreateFromFile(_file.Path, device));
        try
        {
            return new ReadySession(session, ReadyGraph.Read(_file.Path, session, _hidden), Settings, Model.Shape.FirstPosition, options.Threads);
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private static EncoderShape Describe(JsonFile config, EmbeddingSettings settings, int hidden)
    {
        const int UsualPadding = 1;
        int first = CountsFromPadding.Contains(config.StringOrNull("model_type")) ? (config.IntOrNull("pad_token_id") ?? UsualPadding) + 1 : 0;
        int? positions = config.IntOrNull("max_position_embeddings") ?? config.IntOrNull("n_positions");
        int longest = positions - first ?? settings.MaxTokens
            ?? throw new CheckpointException(config.Path, "max_position_embeddings", "is missing, and no sentence_bert_config.json says how long a text may be");
        if (longest < 1) throw new CheckpointException(config.Path, "max_position_embeddings", $"is {positions}; the first token's position is {first}");
        return new EncoderShape(hidden, config.IntOrNull("vocab_size") ?? int.MaxValue, first, longest, HasSegments: false);
    }
}
