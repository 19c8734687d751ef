using System.IO.Hashing;
using System.Text;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Encoder;

/// <summary>What a model folder says of the encoder in it.</summary>
/// <param name="Name">Name of the folder.</param>
/// <param name="Shape">What the architecture reads and gives.</param>
/// <param name="MaxTokens">Longest input in tokens.</param>
/// <param name="AllowedDimensions">Sizes that embeddings may be cut to.</param>
/// <param name="Dimensions">Size that embeddings are cut to; null where they are whole.</param>
/// <param name="Fingerprint">Hash of all that decides an embedding.</param>
internal sealed record EncoderModel(string Name, EncoderShape Shape, int MaxTokens, MatryoshkaDimensions AllowedDimensions, int? Dimensions, string Fingerprint)
{
    private const string TokenizerFile = "tokenizer.json";

    /// <param name="folder">The model folder.</param>
    /// <param name="config">Its config.json.</param>
    /// <param name="shape">What the configuration says of the architecture.</param>
    /// <param name="weightsHash">Hash of the weights, wherever they are.</param>
    /// <param name="settings">Pooling, prompts and limits.</param>
    /// <param name="options">Says whether embeddings are cut.</param>
    public static EncoderModel Create(string folder, JsonFile config, EncoderShape shape, string weightsHash, EmbeddingSettings settings, EncoderOptions options)
    {
        int limit = Math.Min(settings.MaxTokens ?? shape.MaxTokens, shape.MaxTokens);
        MatryoshkaDimensions sizes = MatryoshkaDimensions.Read(folder);
        int? size = options.Dimensions ?? sizes.Default;
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        List<string> parts = [weightsHash, config.Root.GetRawText(), settings.ToString(), $"{limit}"];
        if (size is not null && size != shape.Hidden) parts.Add($"{size}");
        return new EncoderModel(name, shape, limit, sizes, size, ComputeFingerprint(folder, parts));
    }

    /// <summary>Refuses a tokenizer that can give an id beyond the last row of the embedding table.</summary>
    public void ValidateVocabulary(TextTokenizer tokenizer, string folder)
    {
        if (tokenizer.VocabularySize > Shape.Vocabulary)
            throw new CheckpointException(Path.Combine(folder, TokenizerFile), "vocabulary", $"has {tokenizer.VocabularySize} tokens, but the model's embedding has {Shape.Vocabulary} rows; they are not of one model: copy both again");
    }

    /// <summary>Refuses a size that embeddings of <paramref name="fullDimensions"/> numbers do not have, or that the model was not trained for.</summary>
    public void ValidateDimensions(int fullDimensions, string folder)
    {
        if (Dimensions is not { } size) return;
        if (size < 1 || size > fullDimensions || (AllowedDimensions.TrainedDimensions.Count > 0 && !AllowedDimensions.Allows(size, fullDimensions)))
            throw new CheckpointException(folder, "dimensions", $"{size} were asked for, but its embeddings have {fullDimensions}, and may be cut to {(AllowedDimensions.TrainedDimensions.Count > 0 ? AllowedDimensions.Describe(fullDimensions) : $"1 to {fullDimensions}")}");
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
