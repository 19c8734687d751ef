using System.Text.Json;

namespace SearchEngine.Runtime.Checkpoints;

/// <summary>How the hidden states of a text are combined into one embedding.</summary>
internal enum PoolingMode
{
    /// <summary>The first token's hidden state.</summary>
    Cls,

    /// <summary>The mean of all tokens' hidden states.</summary>
    Mean,
}

/// <summary>
/// The pooling settings of a sentence-transformers folder, from modules.json, 1_Pooling/config.json, sentence_bert_config.json and
/// config_sentence_transformers.json. A folder without these files uses normalized mean pooling.
/// </summary>
/// <param name="Mode">How token vectors are combined.</param>
/// <param name="Normalize">Whether embeddings are scaled to unit length.</param>
/// <param name="MaxTokens">Maximum input length in tokens, including special tokens; null if only the model's positions limit it.</param>
/// <param name="QueryPrompt">Text that is prepended to every query; may be empty.</param>
/// <param name="DocumentPrompt">Text that is prepended to every document; may be empty.</param>
internal sealed record EmbeddingSettings(PoolingMode Mode, bool Normalize, int? MaxTokens, string QueryPrompt, string DocumentPrompt)
{
    /// <summary>Reads the settings of a model folder.</summary>
    /// <exception cref="CheckpointException">A file is damaged, or uses a module or pooling mode that is not supported.</exception>
    public static EmbeddingSettings Read(string folder)
    {
        (string? poolingFolder, bool normalize) = ReadModules(folder);
        PoolingMode mode = poolingFolder is null ? PoolingMode.Mean : ReadMode(Path.Combine(folder, poolingFolder, "config.json"));
        JsonFile? limits = JsonFile.ReadIfExists(Path.Combine(folder, "sentence_bert_config.json"));
        (string query, string document) = ReadPrompts(folder);
        return new EmbeddingSettings(mode, normalize, limits?.GetIntOrNull("max_seq_length"), query, document);
    }

    private static (string? PoolingFolder, bool Normalize) ReadModules(string folder)
    {
        string path = Path.Combine(folder, "modules.json");
        if (!File.Exists(path)) return (null, true);

        (string? pooling, bool normalize) = (null, false);
        foreach ((string type, string modulePath) in ModuleList.Read(path))
        {
            switch (type[(type.LastIndexOf('.') + 1)..])
            {
                case "Transformer": break;
                case "Pooling": pooling = modulePath; break;
                case "Normalize": normalize = true; break;
                default: throw new CheckpointException(
                    path, type, "is not a supported module; supported are Transformer, Pooling and Normalize");
            }
        }
        return (pooling, normalize);
    }

    private static PoolingMode ReadMode(string path)
    {
        JsonFile pooling = JsonFile.Read(path);
        if (pooling.GetBool("pooling_mode_cls_token")) return PoolingMode.Cls;
        if (pooling.GetBool("pooling_mode_mean_tokens")) return PoolingMode.Mean;
        throw new CheckpointException(
            path, "pooling_mode", "must be pooling_mode_cls_token or pooling_mode_mean_tokens; other modes are not supported");
    }

    private static (string Query, string Document) ReadPrompts(string folder)
    {
        JsonFile? settings = JsonFile.ReadIfExists(Path.Combine(folder, "config_sentence_transformers.json"));
        if (settings is null || !settings.Root.TryGetProperty("prompts", out JsonElement prompts)) return ("", "");
        return (GetPrompt("query") ?? "", GetPrompt("document") ?? GetPrompt("passage") ?? "");

        string? GetPrompt(string name) => prompts.TryGetProperty(name, out JsonElement prompt) ? prompt.GetString() : null;
    }
}
