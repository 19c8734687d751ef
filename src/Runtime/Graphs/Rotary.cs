using SearchEngine.Runtime.Checkpoints;

namespace SearchEngine.Runtime.Graphs;

/// <summary>Cosine and sine of every position's angles, [positions, head size / 2] each.</summary>
internal readonly record struct RotaryTables(Value Cosines, Value Sines);

/// <summary>Rotary position embedding (Su et al. 2021): rotates pairs of a head's numbers by angles that grow with the position.</summary>
internal static class Rotary
{
    /// <summary>The paper's base, used by checkpoints that do not specify one.</summary>
    public const double DefaultBase = 10_000;

    /// <summary>Writes the angles of a base as constants, computed in float32 like the references.</summary>
    /// <param name="graph">The graph to add to.</param>
    /// <param name="name">Name of the constants.</param>
    /// <param name="positions">Number of positions, from 0.</param>
    /// <param name="headSize">Dimension of a head; even.</param>
    /// <param name="angleBase">Theta: pair i is rotated by position / theta^(2i / head size).</param>
    public static RotaryTables RotaryTables(
        this GraphBuilder graph, string name, int positions, int headSize, double angleBase) => graph.GetOrAdd(name, () =>
    {
        int pairs = headSize / 2;
        float[] cosines = new float[positions * pairs], sines = new float[cosines.Length];
        for (int pair = 0; pair < pairs; pair++)
        {
            float frequency = 1 / MathF.Pow((float)angleBase, 2f * pair / headSize);
            for (int position = 0; position < positions; position++)
                (sines[position * pairs + pair], cosines[position * pairs + pair]) = MathF.SinCos(position * frequency);
        }
        return new RotaryTables(
            graph.ComputeTypeConstant(name + ".cos", cosines, positions, pairs),
            graph.ComputeTypeConstant(name + ".sin", sines, positions, pairs));
    });

    /// <summary>
    /// Rotates the heads of x, [t, n, heads * head size], by their tokens' positions, int64 [t, n]. Pairs are the halves of a head, not
    /// neighbouring numbers.
    /// </summary>
    public static Value RotaryEmbedding(this GraphBuilder graph, Value x, Value positions, RotaryTables tables) =>
        graph.PerText(
            [x, positions],
            text => graph.Node(
                "RotaryEmbedding",
                [.. text, tables.Cosines, tables.Sines],
                GraphBuilder.MicrosoftDomain,
                new OnnxAttribute("interleaved", Int: 0)));

    /// <summary>
    /// Reads the base from config.json, in the current form (rope_parameters, per layer type if there are several) or an older one.
    /// </summary>
    /// <param name="config">config.json.</param>
    /// <param name="legacyField">The field of older files.</param>
    /// <param name="defaultBase">The base if neither field exists.</param>
    /// <param name="layerType">Key within rope_parameters, or null if it holds a single base.</param>
    /// <exception cref="CheckpointException">The configuration scales the angles in an unsupported way.</exception>
    public static double ReadRotaryBase(this JsonFile config, string legacyField, double defaultBase, string? layerType = null)
    {
        JsonFile? rope = config.GetObjectOrNull("rope_parameters");
        if (layerType is not null) rope = rope?.GetObjectOrNull(layerType);
        rope?.RequireOneOf("rope_type", "default");
        if (config.GetObjectOrNull("rope_scaling") is not null)
            throw new CheckpointException(config.Path, "rope_scaling", "is set, but scaled rotary positions are not supported");
        return rope?.GetDoubleOrNull("rope_theta") ?? config.GetDouble(legacyField, defaultBase);
    }
}
