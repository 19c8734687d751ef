using System.CommandLine;
using System.Diagnostics;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SearchEngine.Benchmarks.Indexing;
using SearchEngine.Reranker;

namespace SearchEngine.Benchmarks.Serving;

/// <summary>
/// <c>benchmarks layers</c>: what dependency injection and the layers of Microsoft.Extensions.AI add to a call of a model
/// that does nothing. Calls with and without layers alternate, and the differences of the pairs are reported.
/// </summary>
internal static class LayersBenchmark
{
    private const string Key = "index";

    public static Command Create()
    {
        Option<int> pairs = new("--pairs") { Description = "Number of pairs", DefaultValueFactory = _ => 31 };
        Option<int> calls = new("--calls") { Description = "Number of calls per round", DefaultValueFactory = _ => 5000 };
        Command command = new("layers", "Time what services and decorators add to a call of a model that does nothing") { pairs, calls };
        command.SetAction((parsed, _) => RunAsync(parsed.GetValue(pairs), parsed.GetValue(calls)));
        return command;
    }

    private static async Task RunAsync(int pairs, int calls)
    {
        using BenchmarkFolder folder = new();
        NullModels models = new();
        ServiceCollection collection = new();
        collection.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Warning));
        collection.AddKeyedSearchEngine(Key, options => options.IndexPath = folder["index"])
            .UseEncoder(models)
            .UseReranker(models)
            .UseChatClient(models);
        await using ServiceProvider services = collection.BuildServiceProvider();
        IChatClient generator = services.GetRequiredKeyedService<KnowledgeBase>(Key).Generator;
        IChatClient decorated = Decorate(generator, services), decoratedAlone = Decorate(models, services);
        string[] texts = ["A text."];
        ChatMessage[] messages = [new(ChatRole.User, "A question.")];

        Layers layers = new(pairs, calls);
        await layers.ShowAsync("embedding: keyed service and knowledge base",
            () => services.GetRequiredKeyedService<IEmbeddingGenerator<string, Embedding<float>>>(Key).GenerateAsync(texts),
            () => ((IEmbeddingGenerator<string, Embedding<float>>)models).GenerateAsync(texts));
        await layers.ShowAsync(
            "re-ranking: keyed service and knowledge base",
            () => services.GetRequiredKeyedService<IReranker>(Key).RerankAsync("q", texts),
            () => models.RerankAsync("q", texts));
        await layers.ShowAsync(
            "chat: keyed service and knowledge base",
            () => services.GetRequiredKeyedService<KnowledgeBase>(Key).Generator.GetResponseAsync(messages),
            () => models.GetResponseAsync(messages));
        await layers.ShowAsync(
            "chat: the same within logging, OpenTelemetry and function invocation",
            () => decorated.GetResponseAsync(messages),
            () => models.GetResponseAsync(messages));
        await layers.ShowAsync(
            "chat: these decorators alone",
            () => decoratedAlone.GetResponseAsync(messages),
            () => models.GetResponseAsync(messages));
        await layers.ShowAsync("streaming: knowledge base", () => ReadAsync(generator, messages), () => ReadAsync(models, messages));
        await layers.ShowAsync(
            "streaming: the same within logging, OpenTelemetry and function invocation",
            () => ReadAsync(decorated, messages),
            () => ReadAsync(models, messages));
        await layers.ShowAsync(
            "streaming: these decorators alone",
            () => ReadAsync(decoratedAlone, messages),
            () => ReadAsync(models, messages));
    }

    private static IChatClient Decorate(IChatClient client, IServiceProvider services) =>
        client.AsBuilder().UseLogging().UseOpenTelemetry().UseFunctionInvocation().Build(services);

    private static async Task ReadAsync(IChatClient client, ChatMessage[] messages)
    {
        await foreach (ChatResponseUpdate _ in client.GetStreamingResponseAsync(messages).ConfigureAwait(false))
        {
        }
    }

    /// <summary>Times pairs of rounds of calls, and measures their allocations.</summary>
    private sealed class Layers(int pairs, int calls)
    {
        public async Task ShowAsync(string what, Func<Task> layered, Func<Task> bare)
        {
            await RoundAsync(layered);
            await RoundAsync(bare);
            double[] nanoseconds = new double[pairs];
            double[] bytes = new double[pairs];
            for (int i = 0; i < pairs; i++)
            {
                (double time, double allocated) = await RoundAsync(layered);
                (double bareTime, double bareAllocated) = await RoundAsync(bare);
                (nanoseconds[i], bytes[i]) = (time - bareTime, allocated - bareAllocated);
            }
            Array.Sort(nanoseconds);
            Console.WriteLine(
                $"{what}: {PairedRatio.ComputeMedian(nanoseconds):F0} ns ({nanoseconds[0]:F0} to {nanoseconds[^1]:F0}) and "
                    + $"{PairedRatio.ComputeMedian(bytes):F0} bytes a call more than the bare model");
        }

        private async Task<(double Nanoseconds, double Bytes)> RoundAsync(Func<Task> call)
        {
            long allocated = GC.GetTotalAllocatedBytes(precise: true), started = Stopwatch.GetTimestamp();
            for (int i = 0; i < calls; i++) await call().ConfigureAwait(false);
            TimeSpan elapsed = Stopwatch.GetElapsedTime(started);
            return (elapsed.TotalNanoseconds / calls, (GC.GetTotalAllocatedBytes(precise: true) - allocated) / (double)calls);
        }
    }
}
