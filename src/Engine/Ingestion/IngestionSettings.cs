using SearchEngine.Documents.Chunking;
using SearchEngine.Documents.Formats;
using SearchEngine.Models;

namespace SearchEngine.Ingestion;

/// <summary>How documents become part of an index.</summary>
internal sealed record IngestionSettings
{
    /// <summary>The index folder.</summary>
    public required string IndexPath { get; init; }

    public required DocumentReaders Readers { get; init; }

    public required IChunker Chunker { get; init; }

    public required EncoderSettings Encoder { get; init; }

    /// <summary>Larger files are skipped, in bytes, unless their collection has its own limit.</summary>
    public required long MaxFileSize { get; init; }

    /// <summary>The time that reading one document may take.</summary>
    public required TimeSpan ReadingLimit { get; init; }

    /// <summary>The number of documents that are read in parallel.</summary>
    public required int Threads { get; init; }

    /// <summary>Identifies everything except its content that determines how a file becomes passages.</summary>
    public string PipelineVersion => field ??= $"{Chunker.Version} readers={Readers.Version}";
}
