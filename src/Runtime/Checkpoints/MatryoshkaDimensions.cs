namespace SearchEngine.Runtime.Checkpoints;

/// <summary>
/// The sizes that a model's embeddings may be cut to. A model trained for it (Matryoshka representation learning, Kusupati et al. 2022) puts what
/// matters most first, so that the first numbers of an embedding, normalized anew, are an embedding too.
/// </summary>
/// <param name="Default">The size that the folder asks for (truncate_dim of config_sentence_transformers.json or config.json); null for the whole.</param>
/// <param name="TrainedDimensions">The sizes that the model was trained for (matryoshka_dimensions of config.json); empty where it names none.</param>
/// <param name="IsAnyAllowed">Whether it was trained for sizes without naming them (is_matryoshka of config.json).</param>
public sealed record MatryoshkaDimensions(int? Default, IReadOnlyList<int> TrainedDimensions, bool IsAnyAllowed)
{
    /// <summary>Reads the sizes that a model folder names.</summary>
    /// <exception cref="CheckpointException">A file is damaged.</exception>
    public static MatryoshkaDimensions Read(string folder)
    {
        JsonFile config = Checkpoint.ReadConfig(folder);
        int? asked = JsonFile.ReadIfExists(Path.Combine(folder, "config_sentence_transformers.json"))?.GetIntOrNull("truncate_dim");
        return new MatryoshkaDimensions(asked ?? config.GetIntOrNull("truncate_dim"), config.GetIntsOrNull("matryoshka_dimensions") ?? [], config.GetBool("is_matryoshka"));
    }

    /// <summary>Whether the folder says that embeddings of <paramref name="fullDimension"/> numbers may be cut to <paramref name="dimension"/>.</summary>
    public bool Allows(int dimension, int fullDimension) =>
        dimension == fullDimension || (dimension > 0 && dimension < fullDimension && (dimension == Default || TrainedDimensions.Contains(dimension) || (IsAnyAllowed && TrainedDimensions.Count == 0)));

    /// <summary>The sizes in words, for a message.</summary>
    public string Describe(int fullDimension) =>
        IsAnyAllowed && TrainedDimensions.Count == 0 ? $"1 to {fullDimension}" : string.Join(", ", TrainedDimensions.Append(Default ?? fullDimension).Append(fullDimension).Distinct().Order());
}
