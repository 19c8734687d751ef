using System.Diagnostics;
using System.Diagnostics.Metrics;
using SearchEngine.Answers;
using SearchEngine.Ingestion;
using SearchEngine.Search;

namespace SearchEngine.Telemetry;

/// <summary>
/// What one call took: a span and measurements, by OpenTelemetry's names for generative AI where it has one (semantic conventions 1.41), by our own, which begin with <c>searchengine</c>, where it has none.
/// Costs nothing where nobody listens.
/// </summary>
/// <remarks>What is asked is recorded only where OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT is true, as everywhere by these conventions.</remarks>
internal sealed class Measurement : IDisposable
{
    private static readonly string? Version = typeof(Measurement).Assembly.GetName().Version?.ToString(3);
    private static readonly ActivitySource Source = new(KnowledgeBase.TelemetryName, Version);
    private static readonly Meter Meter = new(KnowledgeBase.TelemetryName, Version);

    private static readonly Histogram<double> Durations = Meter.CreateHistogram("gen_ai.client.operation.duration", "s", "How long an operation took.", advice: new InstrumentAdvice<double>
    {
        HistogramBucketBoundaries = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92],
    });

    private static readonly Histogram<long> Tokens = Meter.CreateHistogram("gen_ai.client.token.usage", "{token}", "Tokens read and written.", advice: new InstrumentAdvice<long>
    {
        HistogramBucketBoundaries = [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864],
    });

    private static readonly Histogram<double> IndexDurations = Meter.CreateHistogram<double>("searchengine.index.duration", "s", "How long an index took to be brought up to date.");
    private static readonly Counter<long> Documents = Meter.CreateCounter<long>("searchengine.index.documents", "{document}", "What became of documents: searchengine.outcome is indexed, skipped, failed or removed.");
    private static readonly Counter<long> Encoded = Meter.CreateCounter<long>("searchengine.index.passages.encoded", "{passage}", "Passages encoded.");

    private readonly Histogram<double> _durations;
    private readonly Activity? _activity;
    private readonly long _started = Stopwatch.GetTimestamp();
    private TagList _tags;

    private Measurement(Histogram<double> durations, string? operation, string name, string? model = null)
    {
        _durations = durations;
        if (operation is not null) _tags.Add("gen_ai.operation.name", operation);
        if (operation is not null) _tags.Add("gen_ai.provider.name", "searchengine");
        if (model is not null) _tags.Add("gen_ai.request.model", model);
        _activity = Source.HasListeners() ? Source.StartActivity($"{operation ?? "index"} {name}", ActivityKind.Internal, default(ActivityContext), _tags) : null;
    }

    private static bool RecordsContent { get; } = string.Equals(Environment.GetEnvironmentVariable("OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>Finding documents.</summary>
    public static Measurement Retrieval(string indexPath, string query)
    {
        Measurement measurement = new(Durations, "retrieval", NameOf(indexPath));
        measurement._activity?.SetTag("gen_ai.data_source.id", indexPath);
        if (RecordsContent) measurement._activity?.SetTag("gen_ai.retrieval.query.text", query);
        return measurement;
    }

    /// <summary>Answering a question.</summary>
    public static Measurement Answering(string indexPath, string model)
    {
        Measurement measurement = new(Durations, "chat", model, model);
        measurement._activity?.SetTag("gen_ai.data_source.id", indexPath);
        return measurement;
    }

    /// <summary>Bringing an index up to date.</summary>
    public static Measurement Indexing(string indexPath) => new(IndexDurations, null, NameOf(indexPath));

    /// <summary>It found these.</summary>
    public void Found(SearchResults results)
    {
        if (_activity is null) return;
        _activity.SetTag("searchengine.retrieval.documents", results.Hits.Count).SetTag("searchengine.retrieval.reranked", results.Rerank?.Scored ?? 0);
        foreach ((string stage, double milliseconds) in (ReadOnlySpan<(string, double)>)[("encode", results.Timings.Encode), ("lexical", results.Timings.Lexical), ("dense", results.Timings.Dense), ("rerank", results.Timings.Rerank)])
            _activity.SetTag($"searchengine.retrieval.{stage}.milliseconds", milliseconds);
    }

    /// <summary>It came to this answer.</summary>
    public void Answered(Answer answer)
    {
        _activity?.SetTag("searchengine.answer.abstained", answer.Abstained).SetTag("searchengine.answer.citations", answer.Citations.Count);
        Count("input", "gen_ai.usage.input_tokens", answer.Usage?.InputTokenCount);
        Count("output", "gen_ai.usage.output_tokens", answer.Usage?.OutputTokenCount);

        void Count(string type, string attribute, long? tokens)
        {
            if (tokens is not { } count) return;
            _activity?.SetTag(attribute, count);
            if (!Tokens.Enabled) return;
            TagList tags = _tags;
            tags.Add("gen_ai.token.type", type);
            Tokens.Record(count, tags);
        }
    }

    /// <summary>It did this to the index.</summary>
    public void Indexed(IndexReport report)
    {
        foreach ((string outcome, int count) in (ReadOnlySpan<(string, int)>)[("indexed", report.Indexed), ("skipped", report.Skipped), ("failed", report.Failed.Count), ("removed", report.Removed)])
        {
            if (count > 0) Documents.Add(count, new KeyValuePair<string, object?>("searchengine.outcome", outcome));
            _activity?.SetTag($"searchengine.index.{outcome}", count);
        }
        if (report.Encoded > 0) Encoded.Add(report.Encoded);
    }

    /// <summary>Waits for a part of it, and notes how that fails.</summary>
    public async Task<T> WatchAsync<T>(Task<T> part)
    {
        try
        {
            return await part.ConfigureAwait(false);
        }
        catch (Exception e)
        {
            Failed(e);
            throw;
        }
    }

    /// <summary>It ended so.</summary>
    private void Failed(Exception failure)
    {
        string type = failure.GetType().FullName!;
        _tags.Add("error.type", type);
        _activity?.SetTag("error.type", type).SetStatus(ActivityStatusCode.Error, failure.Message);
    }

    public void Dispose()
    {
        if (_durations.Enabled) _durations.Record(Stopwatch.GetElapsedTime(_started).TotalSeconds, _tags);
        _activity?.Dispose();
    }

    private static string NameOf(string indexPath) => Path.GetFileName(Path.TrimEndingDirectorySeparator(indexPath));
}
