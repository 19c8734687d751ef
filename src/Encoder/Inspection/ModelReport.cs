namespace SearchEngine.Encoder.Inspection;

/// <summary>Describes a model folder, and whether the model can be loaded.</summary>
internal sealed record ModelReport
{
    /// <summary>The name of the folder.</summary>
    public required string Name { get; init; }

    /// <summary>The full path of the folder.</summary>
    public required string Path { get; init; }

    /// <summary>Whether the model can be loaded; if not, <see cref="Faults"/> gives the reasons.</summary>
    public required bool Complete { get; init; }

    /// <summary>"encoder", "cross-encoder" or "decoder"; null if the folder is not a model.</summary>
    public string? Role { get; init; }

    /// <summary>The model_type in config.json, or general.architecture of a GGUF file.</summary>
    public string? Family { get; init; }

    /// <summary>The first architecture in config.json, which is a class name of transformers.</summary>
    public string? Architecture { get; init; }

    public int? Layers { get; init; }

    /// <summary>The size of a hidden state.</summary>
    public int? Hidden { get; init; }

    /// <summary>The number of attention heads of a layer.</summary>
    public int? Heads { get; init; }

    /// <summary>The number of rows of the token embedding.</summary>
    public int? Vocabulary { get; init; }

    /// <summary>The maximum number of positions.</summary>
    public int? Positions { get; init; }

    /// <summary>How embeddings are computed; null for other models, and if the settings cannot be read.</summary>
    public EmbeddingReport? Embedding { get; init; }

    /// <summary>How a cross-encoder scores; null for other models, and if its heads are not supported.</summary>
    public RerankingReport? Reranking { get; init; }

    /// <summary>The type of the tokenizer's model, such as WordPiece.</summary>
    public string? Tokenizer { get; init; }

    /// <summary>The number of parameters in all weights.</summary>
    public long Parameters { get; init; }

    public IReadOnlyList<WeightsReport> Weights { get; init; } = [];

    /// <summary>The ONNX files in the folder.</summary>
    public IReadOnlyList<OnnxReport> Onnx { get; init; } = [];

    /// <summary>The supported precisions of the weights; empty if there are only ONNX files, which have a fixed precision.</summary>
    public IReadOnlyList<string> Precisions { get; init; } = [];

    /// <summary>The size of all files in the folder.</summary>
    public long Bytes { get; init; }

    /// <summary>The name of the license file.</summary>
    public string? License { get; init; }

    /// <summary>Everything that is missing or wrong.</summary>
    public required IReadOnlyList<ModelFault> Faults { get; init; }

    /// <summary>The experts of a Mixture-of-Experts decoder; null for other models.</summary>
    public ExpertsReport? Experts { get; init; }
}

/// <summary>The experts of a layer.</summary>
/// <param name="Count">The number of experts.</param>
/// <param name="Chosen">The number of experts chosen for a token.</param>
/// <param name="Shared">Whether there is another expert that processes every token.</param>
internal sealed record ExpertsReport(int Count, int Chosen, bool Shared);

/// <summary>How embeddings are computed.</summary>
/// <param name="Dimensions">The size of an embedding.</param>
/// <param name="MaxTokens">The maximum number of tokens of a text.</param>
/// <param name="Pooling">"cls" or "mean".</param>
/// <param name="Normalized">Whether embeddings have length 1.</param>
/// <param name="QueryPrompt">The prompt before a query; may be empty.</param>
/// <param name="DocumentPrompt">The prompt before a document; may be empty.</param>
/// <param name="Sizes">The sizes that embeddings may be truncated to (Matryoshka); null if the folder specifies none.</param>
internal sealed record EmbeddingReport(
    int Dimensions, int MaxTokens, string Pooling, bool Normalized, string QueryPrompt, string DocumentPrompt, string? Sizes);

/// <summary>How a cross-encoder scores.</summary>
/// <param name="MaxTokens">The maximum number of tokens of a query and a passage; longer passages are read in windows.</param>
/// <param name="MarksAnswers">Whether the model marks the words that answer the query.</param>
internal sealed record RerankingReport(int MaxTokens, bool MarksAnswers);

/// <summary>A file of weights.</summary>
/// <param name="File">The name of the file.</param>
/// <param name="Bytes">The size of the file.</param>
/// <param name="Parameters">The number of parameters; buffers of other types are not counted.</param>
/// <param name="Tensors">The number of tensors by element type.</param>
internal sealed record WeightsReport(string File, long Bytes, long Parameters, IReadOnlyDictionary<string, int> Tensors);

/// <summary>An ONNX file.</summary>
/// <param name="File">The path of the file within the folder.</param>
/// <param name="Bytes">Its size, with the files that contain its tensors.</param>
/// <param name="Fault">Why the file cannot be used; null if no problem was found.</param>
internal sealed record OnnxReport(string File, long Bytes, string? Fault);

/// <summary>Something that is missing or wrong.</summary>
/// <param name="File">The file.</param>
/// <param name="Part">The tensor or field; null if it is the whole file.</param>
/// <param name="Reason">What is wrong and, where possible, what to do about it.</param>
internal sealed record ModelFault(string File, string? Part, string Reason);
