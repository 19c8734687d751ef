using SearchEngine.Encoder;
using SearchEngine.Generator;
using SearchEngine.Reranker;

namespace SearchEngine.Hosting;

/// <summary>What a service searches, and with which models. Checked when the application starts: what is wrong is said there and not when something is first asked.</summary>
public sealed class SearchEngineOptions
{
    /// <summary>The index folder; made when something is indexed.</summary>
    public string IndexPath { get; set; } = KnowledgeBaseOptions.DefaultIndexPath;

    /// <summary>Folders that are brought up to date in the background once the application has started; none where another program indexes, or this one calls <see cref="KnowledgeBase.IndexAsync(string, IProgress{Ingestion.IndexProgress}?, CancellationToken)"/> itself.</summary>
    public IList<string> Folders { get; } = [];

    /// <summary>Whether to go on watching <see cref="Folders"/> for changes.</summary>
    public bool Watch { get; set; }

    /// <summary>How long to wait before an index that another process writes is tried again.</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether questions are answered; without, no model that writes is needed, and none is offered as a service.</summary>
    public bool Answers { get; set; } = true;

    /// <summary>Whether models are loaded while the application starts, so that the first to ask does not wait.</summary>
    public bool Preload { get; set; }

    /// <summary>The encoder's folder; null for the one in the box.</summary>
    public string? ModelFolder { get; set; }

    /// <summary>The re-ranker's folder; null for the one in the box.</summary>
    public string? RerankerFolder { get; set; }

    /// <summary>The decoder that writes answers, a GGUF file or a folder; null for the one in the box.</summary>
    public string? GeneratorPath { get; set; }

    /// <summary>How the encoder is loaded.</summary>
    public EncoderOptions Encoder { get; set; } = new();

    /// <summary>How the re-ranker is loaded.</summary>
    public CrossEncoderOptions Reranker { get; set; } = new();

    /// <summary>How the decoder is loaded.</summary>
    public DecoderOptions Generator { get; set; } = new();

    /// <summary>Larger files are skipped, in bytes; null for what <see cref="KnowledgeBaseOptions.MaxFileSize"/> says.</summary>
    public long? MaxFileSize { get; set; }

    /// <summary>How long one document may take to read; null for what <see cref="KnowledgeBaseOptions.ReadingLimit"/> says.</summary>
    public TimeSpan? ReadingLimit { get; set; }
}
