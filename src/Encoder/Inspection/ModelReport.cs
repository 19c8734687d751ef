namespace SearchEngine.Encoder.Inspection;

/// <summary>What a model folder is, and whether it can be loaded.</summary>
/// <param name="Name">Name of the folder.</param>
/// <param name="Path">Its full path.</param>
/// <param name="Complete">Whether it can be loaded; if not, <paramref name="Faults"/> says why.</param>
/// <param name="Role">"encoder", "cross-encoder" for a re-ranker, or "decoder" for what writes answers; null where it is no model.</param>
/// <param name="Family">model_type of config.json, or general.architecture of a GGUF file.</param>
/// <param name="Architecture">The first of its architectures: the class that wrote it.</param>
/// <param name="Layers">Blocks.</param>
/// <param name="Hidden">Length of a hidden state.</param>
/// <param name="Heads">Attention heads of a block.</param>
/// <param name="Vocabulary">Rows of the token embedding.</param>
/// <param name="Positions">Positions that it was built for.</param>
/// <param name="Embedding">How hidden states become embeddings; null where the folder does not say it in a way that is understood, and of a cross-encoder.</param>
/// <param name="Reranking">How a cross-encoder scores; null of an encoder, and where its heads are not understood.</param>
/// <param name="Tokenizer">Kind of the tokenizer's model, such as WordPiece.</param>
/// <param name="Parameters">Numbers in the weights.</param>
/// <param name="Weights">The files that hold them.</param>
/// <param name="Onnx">Ready ONNX files.</param>
/// <param name="Precisions">How the weights can be held; none where there are only ONNX files, whose precision is their own.</param>
/// <param name="Bytes">Size of all files in the folder.</param>
/// <param name="License">The file with the licence.</param>
/// <param name="Faults">All that is missing or wrong.</param>
public sealed record ModelReport(
    string Name,
    string Path,
    bool Complete,
    string? Role,
    string? Family,
    string? Architecture,
    int? Layers,
    int? Hidden,
    int? Heads,
    int? Vocabulary,
    int? Positions,
    EmbeddingReport? Embedding,
    RerankingReport? Reranking,
    string? Tokenizer,
    long Parameters,
    IReadOnlyList<WeightsReport> Weights,
    IReadOnlyList<OnnxReport> Onnx,
    IReadOnlyList<string> Precisions,
    long Bytes,
    string? License,
    IReadOnlyList<ModelFault> Faults)
{
    /// <summary>The experts of a decoder's layers; null where there are none.</summary>
    public ExpertsReport? Experts { get; init; }
}

/// <summary>The experts in place of a decoder's feed-forward network.</summary>
/// <param name="Count">Experts of a layer.</param>
/// <param name="Chosen">Experts that a token goes through.</param>
/// <param name="Shared">Whether there is one more that every token goes through.</param>
public sealed record ExpertsReport(int Count, int Chosen, bool Shared);

/// <summary>How hidden states become embeddings.</summary>
/// <param name="Dimensions">Length of an embedding.</param>
/// <param name="MaxTokens">Longest text in tokens.</param>
/// <param name="Pooling">"cls" or "mean".</param>
/// <param name="Normalized">Whether embeddings have length 1.</param>
/// <param name="QueryPrompt">What comes before a query; may be empty.</param>
/// <param name="DocumentPrompt">What comes before a document; may be empty.</param>
/// <param name="Sizes">Sizes that embeddings may be cut to, as the folder names them (Matryoshka); null where it names none.</param>
public sealed record EmbeddingReport(int Dimensions, int MaxTokens, string Pooling, bool Normalized, string QueryPrompt, string DocumentPrompt, string? Sizes);

/// <summary>How a cross-encoder scores.</summary>
/// <param name="MaxTokens">Longest pair of query and passage in tokens; longer passages are read window by window.</param>
/// <param name="MarksAnswers">Whether it marks the words that answer.</param>
public sealed record RerankingReport(int MaxTokens, bool MarksAnswers);

/// <summary>A file of weights.</summary>
/// <param name="File">Its name.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Parameters">Numbers in its weights; buffers of other types are not counted.</param>
/// <param name="Tensors">Tensors by element type, such as 197 of F32.</param>
public sealed record WeightsReport(string File, long Bytes, long Parameters, IReadOnlyDictionary<string, int> Tensors);

/// <summary>A ready ONNX file.</summary>
/// <param name="File">Its path within the folder.</param>
/// <param name="Bytes">Its size, with the files that hold its tensors.</param>
/// <param name="Fault">Why it cannot be used; null where nothing is seen against it.</param>
public sealed record OnnxReport(string File, long Bytes, string? Fault);

/// <summary>Something missing or wrong.</summary>
/// <param name="File">The file.</param>
/// <param name="Part">Tensor or field; null where the file as a whole is at fault.</param>
/// <param name="Reason">What is wrong and, where there is one, the way out.</param>
public sealed record ModelFault(string File, string? Part, string Reason);
