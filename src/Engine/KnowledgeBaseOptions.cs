using Microsoft.Extensions.AI;
using SearchEngine.Documents.Formats;
using SearchEngine.Documents.Chunking;
using SearchEngine.Encoder;
using SearchEngine.Generator;
using SearchEngine.Models;
using SearchEngine.Reranker;

namespace SearchEngine;

/// <summary>What a knowledge base is made of.</summary>
public sealed record KnowledgeBaseOptions
{
    private const long FiftyMegabytes = 50_000_000;

    /// <summary>The index folder in the user's data folder (XDG_DATA_HOME, or the platform's own place).</summary>
    public static string DefaultIndexPath => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "searchengine",
        "index");

    /// <summary>The index folder; made when something is indexed.</summary>
    public string IndexPath { get; init; } = DefaultIndexPath;

    /// <summary>The encoder's folder.</summary>
    public string ModelFolder { get; init; } = ModelFolders.Find("bge-small-en-v1.5");

    /// <summary>How the encoder is loaded.</summary>
    public EncoderOptions Encoder { get; init; } = new();

    /// <summary>
    /// Makes vectors in the encoder's place, perhaps on another machine: passages and queries go to it. Its metadata name its model, as an index keeps to one; <see cref="TextRoleOptions.GetRoleOrDefault"/> tells it queries
    /// from passages. It stays the caller's to dispose. Null for the model of <see cref="ModelFolder"/>.
    /// </summary>
    public IEmbeddingGenerator<string, Embedding<float>>? CustomEncoder { get; init; }

    /// <summary>The re-ranker's folder.</summary>
    public string RerankerFolder { get; init; } = ModelFolders.Find("reranker-mini-v1");

    /// <summary>How the re-ranker is loaded.</summary>
    public CrossEncoderOptions Reranker { get; init; } = new();

    /// <summary>
    /// Scores passages in the re-ranker's place. Whether a question is answered rests on its scores too, so they are to be logits with calibrated probabilities. It stays the caller's to dispose.
    /// Null for the model of <see cref="RerankerFolder"/>.
    /// </summary>
    public IReranker? CustomReranker { get; init; }

    /// <summary>The decoder that writes answers: a GGUF file, a folder that holds one, or a Hugging Face folder.</summary>
    public string GeneratorPath { get; init; } = ModelFolders.Find("answerer-moe-135m");

    /// <summary>How the decoder is loaded.</summary>
    public DecoderOptions Generator { get; init; } = new();

    /// <summary>A client that writes answers in the decoder's place, perhaps of another machine: question and passages go to it. It stays the caller's to dispose. Null for the decoder.</summary>
    public IChatClient? ChatClient { get; init; }

    /// <summary>Start loading the decoder while the index is opened, for a program that is sure to ask questions.</summary>
    public bool PreloadGenerator { get; init; }

    /// <summary>Start loading the re-ranker while the index is opened, for a program that is sure to ask with re-ranking.</summary>
    public bool PreloadReranker { get; init; }

    /// <summary>Start loading the encoder while the index is opened, for a program that is sure to ask.</summary>
    public bool PreloadEncoder { get; init; }

    /// <summary>What files are read with.</summary>
    public DocumentReaders Readers { get; init; } = DocumentReaders.Default;

    /// <summary>How documents are cut into passages.</summary>
    public IChunker Chunker { get; init; } = new StructureChunker();

    /// <summary>Larger files are skipped, in bytes, where a collection has no limit of its own.</summary>
    public long MaxFileSize { get; init; } = FiftyMegabytes;

    /// <summary>How long one document may take to read; one that takes longer is recorded as failed.</summary>
    public TimeSpan ReadingLimit { get; init; } = TimeSpan.FromMinutes(1);
}
