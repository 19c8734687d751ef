namespace SearchEngine.Runtime.Checkpoints;

/// <summary>The weights of a model by name, whatever file holds them.</summary>
internal interface IWeights
{
    /// <summary>The file or folder that holds them, for errors.</summary>
    string Path { get; }

    /// <summary>Whether there is a tensor of that name.</summary>
    bool Has(string name);

    /// <summary>Reads a tensor as float32, row-major.</summary>
    /// <param name="name">Name of the tensor.</param>
    /// <param name="shape">The shape that it must have, outermost dimension first.</param>
    /// <exception cref="CheckpointException">The tensor is missing, of another shape, or holds NaN or infinity.</exception>
    float[] Read(string name, params ReadOnlySpan<long> shape);

    /// <summary>Reads a tensor in blocks as operators take them; null where the file does not hold it so.</summary>
    /// <param name="name">Name of the tensor.</param>
    /// <param name="shape">The shape that it must have, outermost dimension first.</param>
    /// <exception cref="CheckpointException">The tensor is missing, of another shape, or holds NaN or infinity.</exception>
    QuantizedWeights? ReadQuantizedOrNull(string name, params ReadOnlySpan<long> shape);
}
