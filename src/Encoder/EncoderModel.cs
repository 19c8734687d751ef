using System.IO.Hashing;
using System.Text;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Encoder;

/// <summary>An encoder as described by its model folder.</summary>
/// <param name="Name">The name of the folder.</param>
/// <param name="Shape">The inputs and the sizes of the architecture.</param>
/// <param name="MaxTokens">The maximum number of tokens of a text.</param>
/// <param name="AllowedDimensions">The sizes that embeddings may be truncated to.</param>
/// <param name="Dimensions">The size that embeddings are truncated to; null for the full size.</param>
/// <param name="Fingerprint">A hash of everything that determines an embedding.</param>
internal sealed record EncoderModel(
    string Name, EncoderShape Shape, int MaxTokens, MatryoshkaDimensions AllowedDimensions, int? Dimensions, string Fingerprint)
{
    private const string TokenizerFile = "tokenizer.json";

    /// <param name="folder">The model folder.</param>
    /// <param name="config">The config.json of the folder.</param>
    /// <param name="shape">The shape of the architecture.</param>
    /// <param name="weightsHash">The hash of the weights or of the ONNX file.</param>
    /// <param name="settings">Pooling, prompts and limits.</param>
    /// <param name="options">The options, which may truncate embeddings.</param>
    public static EncoderModel Create(
        string folder, JsonFile config, EncoderShape shape, string weightsHash, EmbeddingSettings settings, EncoderOptions options)
    {
        int limit = Math.Min(settings.MaxTokens ?? shape.MaxTokens, shape.MaxTokens);
        MatryoshkaDimensions sizes = MatryoshkaDimensions.Read(folder);
        int? size = options.Dimensions ?? sizes.Default;
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        List<string> parts = [weightsHash, config.Root.GetRawText(), settings.ToString(), $"{limit}"];
        if (size is not null && size != shape.Hidden) parts.Add($"{size}");
        return new EncoderModel(name, shape, limit, sizes, size, ComputeFingerprint(folder, parts));
    }

    /// <summary>Checks that the token ids of a tokenizer are rows of the embedding table.</summary>
    public void ValidateVocabulary(TextTokenizer tokenizer, string folder)
    {
        if (tokenizer.VocabularySize <= Shape.Vocabulary) return;
        throw new CheckpointException(
            Path.Combine(folder, TokenizerFile),
            "vocabulary",
            $"has {tokenizer.VocabularySize} tokens, but the model's embedding has {Shape.Vocabulary} rows; "
            + "tokenizer and weights are from different models: copy both again");
    }

    /// <summary>Checks that the requested size is possible and that the model was trained for it.</summary>
    public void ValidateDimensions(int fullDimensions, string folder)
    {
        if (Dimensions is not { } size) return;
        bool isTrained = AllowedDimensions.TrainedDimensions.Count > 0;
        if (size >= 1 && size <= fullDimensions && (!isTrained || AllowedDimensions.Allows(size, fullDimensions))) return;
        string allowed = isTrained ? AllowedDimensions.Describe(fullDimensions) : $"1 to {fullDimensions}";
        throw new CheckpointException(
            folder,
            "dimensions",
            $"{size} were requested, but its embeddings have {fullDimensions} and may be truncated to {allowed}");
    }

    private static string ComputeFingerprint(string folder, IEnumerable<string> parts)
    {
        XxHash128 hash = new();
        foreach (string part in parts) hash.Append(Encoding.UTF8.GetBytes(part + "\n"));
        string tokenizer = Path.Combine(folder, TokenizerFile);
        if (File.Exists(tokenizer)) hash.Append(File.ReadAllBytes(tokenizer));
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }
}
