using System.IO.Hashing;
using System.Text;
using SearchEngine.Runtime.Checkpoints;

namespace SearchEngine.Encoder;

/// <summary>What a model folder says of the encoder in it.</summary>
/// <param name="Name">Name of the folder.</param>
/// <param name="Dimensions">Length of an embedding.</param>
/// <param name="MaxTokens">Longest input in tokens.</param>
/// <param name="Fingerprint">Hash of all that decides an embedding.</param>
internal sealed record EncoderModel(string Name, int Dimensions, int MaxTokens, string Fingerprint)
{
    public static EncoderModel Describe(Checkpoint checkpoint, EmbeddingSettings settings)
    {
        int positions = checkpoint.Config.Int("max_position_embeddings");
        int limit = Math.Min(settings.MaxTokens ?? positions, positions);
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(checkpoint.Folder)));
        return new EncoderModel(name, checkpoint.Config.Int("hidden_size"), limit, FingerprintOf(checkpoint, settings, limit));
    }

    private static string FingerprintOf(Checkpoint checkpoint, EmbeddingSettings settings, int limit)
    {
        XxHash128 hash = new();
        foreach (string part in (string[])[checkpoint.WeightsHash, checkpoint.Config.Root.GetRawText(), settings.ToString(), $"{limit}"])
            hash.Append(Encoding.UTF8.GetBytes(part + "\n"));

        string tokenizer = Path.Combine(checkpoint.Folder, "tokenizer.json");
        if (File.Exists(tokenizer)) hash.Append(File.ReadAllBytes(tokenizer));
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }
}
