using SearchEngine.Encoder;
using SearchEngine.Generator;
using SearchEngine.Ingestion;
using SearchEngine.Reranker;

namespace SearchEngine.Hosting;

/// <summary>What a service searches, and with which models. The options are validated when the application starts.</summary>
public sealed class SearchEngineOptions
{
    /// <summary>The index folder. It is created when something is indexed.</summary>
    public string IndexPath { get; set; } = KnowledgeBaseOptions.DefaultIndexPath;

    /// <summary>
    /// Folders that are indexed in the background after the application has started. Empty if another program indexes them, or if the
    /// application calls <see cref="KnowledgeBase.IndexAsync(string, IProgress{IndexProgress}?, CancellationToken)"/>.
    /// </summary>
    public IList<string> Folders { get; } = [];

    /// <summary>Whether to keep watching <see cref="Folders"/> for changes.</summary>
    public bool Watch { get; set; }

    /// <summary>The time after which indexing is retried if another process was writing the index.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether questions are answered. If not, no model that writes answers is needed, and no chat client is available.</summary>
    public bool Answers { get; set; } = true;

    /// <summary>Whether models are loaded while the application starts, so that the first request does not wait for them.</summary>
    public bool Preload { get; set; }

    /// <summary>The folder of the encoder; null for the default model.</summary>
    public string? ModelFolder { get; set; }

    /// <summary>The folder of the re-ranker; null for the default model.</summary>
    public string? RerankerFolder { get; set; }

    /// <summary>
    /// The folder of the encoder that decides whether the documents answer a question; null for the default of
    /// <see cref="KnowledgeBaseOptions.AnswerEncoderFolder"/>.
    /// </summary>
    public string? AnswerEncoderFolder { get; set; }

    /// <summary>The decoder that writes answers, a GGUF file or a folder; null for the default model.</summary>
    public string? GeneratorPath { get; set; }

    /// <summary>How the encoder is loaded.</summary>
    public EncoderOptions Encoder { get; set; } = new();

    /// <summary>How the re-ranker is loaded.</summary>
    public CrossEncoderOptions Reranker { get; set; } = new();

    /// <summary>How the decoder is loaded.</summary>
    public DecoderOptions Generator { get; set; } = new();

    /// <summary>The maximum size of a file in bytes; null for the default of <see cref="KnowledgeBaseOptions.MaxFileSize"/>.</summary>
    public long? MaxFileSize { get; set; }

    /// <summary>
    /// The time that reading one document may take; null for the default of <see cref="KnowledgeBaseOptions.ReadingLimit"/>.
    /// </summary>
    public TimeSpan? ReadingLimit { get; set; }
}
