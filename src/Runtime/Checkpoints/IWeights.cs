namespace SearchEngine.Runtime.Checkpoints;

/// <summary>Gives access to a model's weights by name, independent of the file format.</summary>
internal interface IWeights
{
    /// <summary>The file or folder that holds the weights, for error messages.</summary>
    string Path { get; }

    /// <summary>Returns whether a tensor with this name exists.</summary>
    bool Has(string name);

    /// <summary>Reads a tensor as float32, row-major.</summary>
    /// <param name="name">Name of the tensor.</param>
    /// <param name="shape">The required shape, outermost dimension first.</param>
    /// <exception cref="CheckpointException">The tensor is missing, has another shape, or contains NaN or infinity.</exception>
    float[] Read(string name, params ReadOnlySpan<long> shape);

    /// <summary>Reads a block-quantized tensor without decoding it; returns null if the file stores it in another format.</summary>
    /// <param name="name">Name of the tensor.</param>
    /// <param name="shape">The required shape, outermost dimension first.</param>
    /// <exception cref="CheckpointException">The tensor is missing, has another shape, or contains NaN or infinity.</exception>
    QuantizedWeights? ReadQuantizedOrNull(string name, params ReadOnlySpan<long> shape);
}
