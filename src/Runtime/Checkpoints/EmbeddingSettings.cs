namespace SearchEngine.Runtime.Checkpoints;

/// <summary>How the hidden states of a text become one embedding.</summary>
public enum PoolingMode
{
    /// <summary>The first token's hidden state.</summary>
    Cls,

    /// <summary>The mean of all tokens' hidden states.</summary>
    Mean,
}

/// <summary>
/// What a sentence-transformers folder says of turning hidden states into embeddings: modules.json, 1_Pooling/config.json,
/// sentence_bert_config.json and config_sentence_transformers.json. A folder without them is read as mean pooling, normalized.
/// </summary>
/// <param name="Mode">How tokens become one vector.</param>
/// <param name="Normalize">Whether embeddings are scaled to length 1.</param>
/// <param name="MaxTokens">Longest input in tokens, special tokens counted; null where only the model's positions limit it.</param>
/// <param name="QueryPrompt">Text put before every query; may be empty.</param>
/// <param name="DocumentPrompt">Text put before every document; may be empty.</param>
public sealed record EmbeddingSettings(PoolingMode Mode, bool Normalize, int? MaxTokens, string QueryPrompt, string DocumentPrompt)
{
    /// <summary>Reads the settings of a model folder.</summary>
    /// <exception cref="CheckpointException">A file is damaged, or asks for a module or pooling that is not known.</exception>
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
                default: throw new CheckpointException(path, type, "is not known; known are Transformer, Pooling, Normalize");
            }
        }
        return (pooling, normalize);
    }

    private static PoolingMode ReadMode(string path)
    {
        JsonFile pooling = JsonFile.Read(path);
        if (pooling.GetBool("pooling_mode_cls_token")) return PoolingMode.Cls;
        if (pooling.GetBool("pooling_mode_mean_tokens")) return PoolingMode.Mean;
        throw new CheckpointException(path, "pooling_mode", "only pooling_mode_cls_token and pooling_mode_mean_tokens are known");
    }

    private static (string Query, string Document) ReadPrompts(string folder)
    {
        JsonFile? settings = JsonFile.ReadIfExists(Path.Combine(folder, "config_sentence_transformers.json"));
        if (settings is null || !settings.Root.TryGetProperty("prompts", out var prompts)) return ("", "");

        string Prompt(params string[] names) =>
            names.Select(name => prompts.TryGetProperty(name, out var value) ? value.GetString() : null).FirstOrDefault(text => text is not null) ?? "";
        return (Prompt("query"), Prompt("document", "passage"));
    }
}
