using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using SearchEngine.Engine.Tests.Answers;
using SearchEngine.Engine.Tests.Models;

namespace SearchEngine.Engine.Tests.Telemetry;

/// <summary>Spans and metrics, with the names of OpenTelemetry's conventions.</summary>
public sealed class MeasurementTests : IDisposable
{
    private readonly Workspace _workspace = new();
    // Other tests measure at the same time, while this one enumerates.
    private readonly ConcurrentQueue<Activity> _spans = [];
    private readonly ConcurrentQueue<(string Instrument, double Value, Dictionary<string, object?> Tags)> _measured = [];
    private readonly ActivityListener _listener;
    private readonly MeterListener _meters = new();

    public MeasurementTests()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == KnowledgeBase.TelemetryName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = span =>
            {
                if (span.GetTagItem("gen_ai.data_source.id") is not string index || index == _workspace.Options.IndexPath)
                    _spans.Enqueue(span);
            },
        };
        ActivitySource.AddActivityListener(_listener);
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == KnowledgeBase.TelemetryName) listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _meters.Start();
    }

    public void Dispose()
    {
        _listener.Dispose();
        _meters.Dispose();
        _workspace.Dispose();
    }

    [Fact]
    public async Task Ask_AnAnswer_IsASpanWithTheRetrievalAsItsChild()
    {
        using Activity root = new Activity("test").Start();
        await AskAsync("When does the shop open?");

        Activity[] spans = [.. _spans.Where(span => span.TraceId == root.TraceId)];
        Activity retrieval = Assert.Single(spans, span => span.OperationName == "retrieval index");
        Activity chat = Assert.Single(spans, span => span.OperationName == "chat quoting");
        Assert.Equal(chat.SpanId, retrieval.ParentSpanId);
        Assert.Equal(
            ("chat", "quoting", 40L, 8L),
            (
                chat.GetTagItem("gen_ai.operation.name"),
                chat.GetTagItem("gen_ai.request.model"),
                chat.GetTagItem("gen_ai.usage.input_tokens"),
                chat.GetTagItem("gen_ai.usage.output_tokens")));
        Assert.Equal(1, retrieval.GetTagItem("searchengine.retrieval.documents"));
        Assert.DoesNotContain(
            spans.SelectMany(span => span.TagObjects),
            tag => tag.Value is string text && text.Contains("shop open", StringComparison.Ordinal));
        Assert.Contains(
            _measured,
            one => one is { Instrument: "gen_ai.client.token.usage", Value: 8 } && (string?)one.Tags["gen_ai.token.type"] == "output");
        Assert.Contains(
            _measured,
            one => one.Instrument == "gen_ai.client.operation.duration" && (string?)one.Tags["gen_ai.operation.name"] == "retrieval");
        Assert.Contains(
            _measured,
            one => one is { Instrument: "searchengine.index.documents", Value: 1 } && one.Tags["searchengine.outcome"] is "indexed");
    }

    [Fact]
    public async Task Query_Fails_RecordsTheError()
    {
        using Activity root = new Activity("test").Start();
        _workspace.WritePages(1);
        await _workspace.IndexAsync();
        await using KnowledgeBase knowledge = await _workspace.OpenAsync();
        await Assert.ThrowsAsync<ArgumentException>(
            () => knowledge.QueryAsync("ledger", new() { Collections = ["nowhere"] }, Workspace.Token));

        Activity retrieval = Assert.Single(_spans, span => span.TraceId == root.TraceId && span.OperationName == "retrieval index");
        Assert.Equal((ActivityStatusCode.Error, "System.ArgumentException"), (retrieval.Status, retrieval.GetTagItem("error.type")));
    }

    private async Task AskAsync(string question)
    {
        _workspace.WritePage("shop.md", "The shop", "The shop opens at nine. It closes at five.");
        QuotingClient client = new("At nine. \"The shop opens at nine.\" [1]");
        KnowledgeBaseOptions options = _workspace.Options with { CustomReranker = new EagerReranker(), ChatClient = client };
        await using KnowledgeBase knowledge = await _workspace.OpenAsync(options);
        await knowledge.IndexAsync(_workspace.Documents, cancellationToken: Workspace.Token);
        await knowledge.AskAsync(question, cancellationToken: Workspace.Token);
    }

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        _measured.Enqueue((instrument.Name, value, new(tags.ToArray())));
}
