namespace SearchEngine.Runtime.Checkpoints;

/// <summary>
/// The dimensions to which a model's embeddings may be truncated. A model trained with Matryoshka representation learning (Kusupati et al.
/// 2022) puts the most important numbers first, so that a prefix of an embedding, once normalized, is an embedding too.
/// </summary>
/// <param name="Default">
/// The dimension that the folder specifies (truncate_dim in config_sentence_transformers.json or config.json); null for the full one.
/// </param>
/// <param name="TrainedDimensions">
/// The dimensions that the model was trained for (matryoshka_dimensions in config.json); may be empty.
/// </param>
/// <param name="IsAnyAllowed">Whether the model was trained for truncation but names no dimensions (is_matryoshka in config.json).</param>
internal sealed record MatryoshkaDimensions(int? Default, IReadOnlyList<int> TrainedDimensions, bool IsAnyAllowed)
{
    /// <summary>Reads the dimensions that a model folder declares.</summary>
    /// <exception cref="CheckpointException">A file is damaged.</exception>
    public static MatryoshkaDimensions Read(string folder)
    {
        JsonFile config = Checkpoint.ReadConfig(folder);
        int? truncateDim = JsonFile.ReadIfExists(Path.Combine(folder, "config_sentence_transformers.json"))?.GetIntOrNull("truncate_dim");
        return new MatryoshkaDimensions(
            truncateDim ?? config.GetIntOrNull("truncate_dim"),
            config.GetIntsOrNull("matryoshka_dimensions") ?? [],
            config.GetBool("is_matryoshka"));
    }

    /// <summary>
    /// Returns whether embeddings of <paramref name="fullDimension"/> numbers may be truncated to <paramref name="dimension"/>.
    /// </summary>
    public bool Allows(int dimension, int fullDimension) =>
        dimension == fullDimension || (dimension > 0 && dimension < fullDimension && IsTrained(dimension));

    /// <summary>Lists the allowed dimensions, for messages.</summary>
    public string Describe(int fullDimension) =>
        IsAnyAllowed && TrainedDimensions.Count == 0
            ? $"1 to {fullDimension}"
            : string.Join(", ", TrainedDimensions.Append(Default ?? fullDimension).Append(fullDimension).Distinct().Order());

    private bool IsTrained(int dimension) =>
        dimension == Default || TrainedDimensions.Contains(dimension) || (IsAnyAllowed && TrainedDimensions.Count == 0);
}
