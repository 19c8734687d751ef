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
/// <param name="Fingerprint">Hash of all that decides an embedding.</param>
internal sealed record EncoderModel(string Name, EncoderShape Shape, int MaxTokens, string Fingerprint)
{
    private const string TokenizerFile = "tokenizer.json";

    public static EncoderModel Describe(Checkpoint checkpoint, EmbeddingSettings settings)
    {
        EncoderShape shape = EncoderGraph.Describe(checkpoint);
        int limit = Math.Min(settings.MaxTokens ?? shape.MaxTokens, shape.MaxTokens);
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(checkpoint.Folder)));
        return new EncoderModel(name, shape, limit, FingerprintOf(checkpoint, settings, limit));
    }

    /// <summary>Refuses a tokenizer that can give an id beyond the last row of the embedding table.</summary>
    public void RequireRowsFor(TextTokenizer tokenizer, string folder)
    {
        if (tokenizer.VocabularySize > Shape.Vocabulary)
            throw new CheckpointException(Path.Combine(folder, TokenizerFile), "vocabulary", $"has {tokenizer.VocabularySize} tokens, but the model's embedding has {Shape.Vocabulary} rows; they are not of one model: copy both again");
    }

    private static string FingerprintOf(Checkpoint checkpoint, EmbeddingSettings settings, int limit)
    {
        XxHash128 hash = new();
        foreach (string part in (string[])[checkpoint.WeightsHash, checkpoint.Config.Root.GetRawText(), settings.ToString(), $"{limit}"])
            hash.Append(Encoding.UTF8.GetBytes(part + "\n"));

        string tokenizer = Path.Combine(checkpoint.Folder, TokenizerFile);
        if (File.Exists(tokenizer)) hash.Append(File.ReadAllBytes(tokenizer));
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }
}
