using Microsoft.Extensions.AI;
using SearchEngine.Answers;
using SearchEngine.Documents.Chunking;
using SearchEngine.Documents.Formats;
using SearchEngine.Encoder;
using SearchEngine.Generator;
using SearchEngine.Ingestion;
using SearchEngine.Models;
using SearchEngine.Reranker;

namespace SearchEngine;

/// <summary>The index, the models, and how documents are read.</summary>
public sealed record KnowledgeBaseOptions
{
    private const long FiftyMegabytes = 50_000_000;

    /// <summary>The index folder in the user's data folder: XDG_DATA_HOME, or the platform's equivalent.</summary>
    public static string DefaultIndexPath => Path.Combine(UserDataFolder.FullPath, "index");

    /// <summary>The index folder. It is created when something is indexed.</summary>
    public string IndexPath { get; init; } = DefaultIndexPath;

    /// <summary>The folder of the encoder.</summary>
    public string ModelFolder { get; init; } = ModelFolders.Find("bge-small-en-v1.5");

    /// <summary>How the encoder is loaded.</summary>
    public EncoderOptions Encoder { get; init; } = new();

    /// <summary>
    /// Replaces the encoder, possibly with one on another machine, to which passages and queries are then sent. Its metadata must name its
    /// model, since all vectors of an index come from the same model; <see cref="TextRoleOptions.GetRoleOrDefault"/> distinguishes queries
    /// from passages. The caller disposes it. Null for the model in <see cref="ModelFolder"/>.
    /// </summary>
    public IEmbeddingGenerator<string, Embedding<float>>? CustomEncoder { get; init; }

    /// <summary>The folder of the re-ranker.</summary>
    public string RerankerFolder { get; init; } = ModelFolders.Find("reranker-mini-v1");

    /// <summary>How the re-ranker is loaded.</summary>
    public CrossEncoderOptions Reranker { get; init; } = new();

    /// <summary>
    /// Replaces the re-ranker. Its scores also decide whether a question is answered, so they must be logits with calibrated probabilities.
    /// The caller disposes it. Null for the model in <see cref="RerankerFolder"/>.
    /// </summary>
    public IReranker? CustomReranker { get; init; }

    /// <summary>
    /// The folder of the encoder that decides whether the documents answer a question, bge-small-en-v1.5. By default
    /// <see cref="ModelFolder"/> if it has that name, otherwise the folder that <see cref="ModelFolders.Find"/> returns.
    /// </summary>
    public string? AnswerEncoderFolder { get; init; }

    /// <summary>The decoder that writes answers: a GGUF file, a folder that contains one, or a folder in Hugging Face's layout.</summary>
    public string GeneratorPath { get; init; } = ModelFolders.Find("answerer-moe-135m");

    /// <summary>How the decoder is loaded.</summary>
    public DecoderOptions Generator { get; init; } = new();

    /// <summary>
    /// Replaces the decoder, possibly with a model on another machine, to which questions and passages are then sent. The caller disposes
    /// it. Null for the decoder in <see cref="GeneratorPath"/>.
    /// </summary>
    public IChatClient? ChatClient { get; init; }

    /// <summary>Whether to start loading the decoder at once, for an application that is going to ask questions.</summary>
    public bool PreloadGenerator { get; init; }

    /// <summary>Whether to start loading the re-ranker at once, for an application that is going to search with re-ranking.</summary>
    public bool PreloadReranker { get; init; }

    /// <summary>Whether to start loading the encoder at once, for an application that is going to search.</summary>
    public bool PreloadEncoder { get; init; }

    /// <summary>The readers of file formats.</summary>
    public DocumentReaders Readers { get; init; } = DocumentReaders.Default;

    /// <summary>How documents are divided into passages.</summary>
    public IChunker Chunker { get; init; } = new StructureChunker();

    /// <summary>The maximum size of a file in bytes, unless its collection has its own limit; larger files are skipped.</summary>
    public long MaxFileSize { get; init; } = FiftyMegabytes;

    /// <summary>The time that reading one document may take; after that it counts as failed.</summary>
    public TimeSpan ReadingLimit { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Returns the folder that <see cref="AnswerEncoderFolder"/> describes.</summary>
    internal string GetAnswerEncoderFolder()
    {
        if (AnswerEncoderFolder is not null) return AnswerEncoderFolder;
        string name = AnswerabilityClassifier.Default.Encoder;
        string chosen = Path.TrimEndingDirectorySeparator(ModelFolder);
        return Path.GetFileName(chosen) == name && Directory.Exists(chosen) ? chosen : ModelFolders.Find(name);
    }

    internal EncoderSettings ToEncoderSettings() => new(ModelFolder, Encoder, CustomEncoder);

    internal IngestionSettings ToIngestionSettings() => new()
    {
        IndexPath = IndexPath,
        Readers = Readers,
        Chunker = Chunker,
        Encoder = ToEncoderSettings(),
        MaxFileSize = MaxFileSize,
        ReadingLimit = ReadingLimit,
        Threads = Encoder.Threads,
    };
}
