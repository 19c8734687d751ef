using System.Diagnostics;
using System.Diagnostics.Metrics;
using SearchEngine.Answers;
using SearchEngine.Ingestion;
using SearchEngine.Search;

namespace SearchEngine.Telemetry;

/// <summary>
/// The span and the metrics of one call. Names follow OpenTelemetry's semantic conventions 1.41 for generative AI; others begin with
/// <c>searchengine</c>. Costs nothing without a listener.
/// </summary>
/// <remarks>
/// As the conventions require, queries are recorded only if OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT is true.
/// </remarks>
internal sealed class Measurement : IDisposable
{
    /// <summary>The name of the ActivitySource and the Meter.</summary>
    public const string SourceName = "SearchEngine";

    private static readonly string? Version = typeof(Measurement).Assembly.GetName().Version?.ToString(3);
    private static readonly ActivitySource Source = new(SourceName, Version);
    private static readonly Meter Meter = new(SourceName, Version);

    private static readonly Histogram<double> Durations = Meter.CreateHistogram(
        "gen_ai.client.operation.duration",
        "s",
        "Duration of an operation.",
        advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92],
        });

    private static readonly Histogram<long> Tokens = Meter.CreateHistogram(
        "gen_ai.client.token.usage",
        "{token}",
        "Number of input and output tokens.",
        advice: new InstrumentAdvice<long>
        {
            HistogramBucketBoundaries =
                [1, 4, 16, 64, 256, 1024, 4096, 16384, 65536, 262144, 1048576, 4194304, 16777216, 67108864],
        });

    private static readonly Histogram<double> IndexDurations =
        Meter.CreateHistogram<double>("searchengine.index.duration", "s", "Duration of an index update.");

    private static readonly Counter<long> Documents = Meter.CreateCounter<long>(
        "searchengine.index.documents", "{document}", "Documents by searchengine.outcome: indexed, skipped, failed or removed.");

    private static readonly Counter<long> Encoded =
        Meter.CreateCounter<long>("searchengine.index.passages.encoded", "{passage}", "Encoded passages.");

    private readonly Histogram<double> _durations;
    private readonly Activity? _activity;
    private readonly long _started = Stopwatch.GetTimestamp();
    private TagList _tags;

    private Measurement(Histogram<double> durations, string? operation, string subject, string? model = null)
    {
        _durations = durations;
        if (operation is not null) _tags.Add("gen_ai.operation.name", operation);
        if (operation is not null) _tags.Add("gen_ai.provider.name", "searchengine");
        if (model is not null) _tags.Add("gen_ai.request.model", model);
        if (!Source.HasListeners()) return;
        _activity = Source.StartActivity($"{operation ?? "index"} {subject}", ActivityKind.Internal, default(ActivityContext), _tags);
    }

    private static bool RecordsContent { get; } = string.Equals(
        Environment.GetEnvironmentVariable("OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"),
        "true",
        StringComparison.OrdinalIgnoreCase);

    /// <summary>Starts measuring a search.</summary>
    public static Measurement StartRetrieval(string indexPath, string query)
    {
        Measurement measurement = new(Durations, "retrieval", GetName(indexPath));
        measurement._activity?.SetTag("gen_ai.data_source.id", indexPath);
        if (RecordsContent) measurement._activity?.SetTag("gen_ai.retrieval.query.text", query);
        return measurement;
    }

    /// <summary>Starts measuring an answer.</summary>
    public static Measurement StartAnswer(string indexPath, string model)
    {
        Measurement measurement = new(Durations, "chat", model, model);
        measurement._activity?.SetTag("gen_ai.data_source.id", indexPath);
        return measurement;
    }

    /// <summary>Starts measuring an index update.</summary>
    public static Measurement StartIndexing(string indexPath) => new(IndexDurations, null, GetName(indexPath));

    /// <summary>Records the results of a search.</summary>
    public void RecordResults(SearchResults results)
    {
        if (_activity is null) return;
        _activity.SetTag("searchengine.retrieval.documents", results.Hits.Count);
        _activity.SetTag("searchengine.retrieval.reranked", results.Rerank?.Scored ?? 0);
        RecordTime("encode", results.Timings.Encode);
        RecordTime("lexical", results.Timings.Lexical);
        RecordTime("dense", results.Timings.Dense);
        RecordTime("rerank", results.Timings.Rerank);

        void RecordTime(string stage, double milliseconds) =>
            _activity.SetTag($"searchengine.retrieval.{stage}.milliseconds", milliseconds);
    }

    /// <summary>Records an answer.</summary>
    public void RecordAnswer(Answer answer)
    {
        _activity?.SetTag("searchengine.answer.abstained", answer.Abstained);
        _activity?.SetTag("searchengine.answer.citations", answer.Citations.Count);
        RecordTokens("input", "gen_ai.usage.input_tokens", answer.Usage?.InputTokenCount);
        RecordTokens("output", "gen_ai.usage.output_tokens", answer.Usage?.OutputTokenCount);

        void RecordTokens(string type, string attribute, long? tokens)
        {
            if (tokens is not { } count) return;
            _activity?.SetTag(attribute, count);
            if (!Tokens.Enabled) return;
            TagList tags = _tags;
            tags.Add("gen_ai.token.type", type);
            Tokens.Record(count, tags);
        }
    }

    /// <summary>Records the report of an index update.</summary>
    public void RecordReport(IndexReport report)
    {
        RecordOutcome("indexed", report.Indexed);
        RecordOutcome("skipped", report.Skipped);
        RecordOutcome("failed", report.Failed.Count);
        RecordOutcome("removed", report.Removed);
        if (report.Encoded > 0) Encoded.Add(report.Encoded);

        void RecordOutcome(string outcome, int count)
        {
            if (count > 0) Documents.Add(count, new KeyValuePair<string, object?>("searchengine.outcome", outcome));
            _activity?.SetTag($"searchengine.index.{outcome}", count);
        }
    }

    /// <summary>Awaits a part of the call, and records its failure.</summary>
    public async Task<T> WatchAsync<T>(Task<T> part)
    {
        try
        {
            return await part.ConfigureAwait(false);
        }
        catch (Exception e)
        {
            RecordFailure(e);
            throw;
        }
    }

    public void Dispose()
    {
        if (_durations.Enabled) _durations.Record(Stopwatch.GetElapsedTime(_started).TotalSeconds, _tags);
        _activity?.Dispose();
    }

    private void RecordFailure(Exception failure)
    {
        string type = failure.GetType().FullName!;
        _tags.Add("error.type", type);
        _activity?.SetTag("error.type", type).SetStatus(ActivityStatusCode.Error, failure.Message);
    }

    private static string GetName(string indexPath) => Path.GetFileName(Path.TrimEndingDirectorySeparator(indexPath));
}
