namespace SearchEngine.Runtime.Checkpoints;

/// <summary>
/// The sizes that a model's embeddings may be cut to. A model trained for it (Matryoshka representation learning, Kusupati et al. 2022) puts what
/// matters most first, so that the first numbers of an embedding, normalized anew, are an embedding too.
/// </summary>
/// <param name="Default">The size that the folder asks for (truncate_dim of config_sentence_transformers.json or config.json); null for the whole.</param>
/// <param name="Trained">The sizes that the model was trained for (matryoshka_dimensions of config.json); empty where it names none.</param>
/// <param name="Any">Whether it was trained for sizes without naming them (is_matryoshka of config.json).</param>
public sealed record EmbeddingSizes(int? Default, IReadOnlyList<int> Trained, bool Any)
{
    /// <summary>Reads the sizes that a model folder names.</summary>
    /// <exception cref="CheckpointException">A file is damaged.</exception>
    public static EmbeddingSizes Read(string folder)
    {
        JsonFile config = Checkpoint.ReadConfig(folder);
        int? asked = JsonFile.ReadIfExists(Path.Combine(folder, "config_sentence_transformers.json"))?.IntOrNull("truncate_dim");
        return new EmbeddingSizes(asked ?? config.IntOrNull("truncate_dim"), config.IntsOrNull("matryoshka_dimensions") ?? [], config.Flag("is_matryoshka"));
    }

    /// <summary>Whether the folder says that embeddings of <paramref name="whole"/> numbers may be cut to <paramref name="size"/>.</summary>
    public bool Allow(int size, int whole) =>
        size == whole || (size > 0 && size < whole && (size == Default || Trained.Contains(size) || (Any && Trained.Count == 0)));

    /// <summary>The sizes in words, for a message.</summary>
    public string Describe(int whole) =>
        Any && Trained.Count == 0 ? $"1 to {whole}" : string.Join(", ", Trained.Append(Default ?? whole).Append(whole).Distinct().Order());
}
