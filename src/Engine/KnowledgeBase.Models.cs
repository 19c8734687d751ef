using Microsoft.Extensions.AI;
using SearchEngine.Answers;
using SearchEngine.Encoder;
using SearchEngine.Models;
using SearchEngine.Reranker;

namespace SearchEngine;

/// <content>Its models, as the interfaces that other programs know.</content>
public sealed partial class KnowledgeBase
{
    /// <summary>The name of its ActivitySource and its Meter, for OpenTelemetry's <c>AddSource</c> and <c>AddMeter</c>.</summary>
    public const string TelemetryName = "SearchEngine";

    /// <summary>The encoder, loaded when it is first used; <see cref="TextRoleOptions.ForQueries"/> marks texts that find. Disposing of it does nothing: it is the knowledge base's.</summary>
    public IEmbeddingGenerator<string, Embedding<float>> Encoder => field ??= new EncoderService(this, PassageEncoder.NameOf(_options), _options.CustomEncoder);

    /// <summary>The re-ranker, loaded when it is first used.</summary>
    public IReranker Reranker => field ??= new RerankerService(this);

    /// <summary>What writes answers, as a chat client that knows nothing of the documents; loaded when it is first used. Disposing of it does nothing: it is the knowledge base's.</summary>
    public IChatClient Generator => field ??= new GeneratorService(this, ModelName(_options.GeneratorPath), _options.ChatClient);

    /// <summary>A chat client that answers the last message of a conversation from the documents, with a <see cref="CitationAnnotation"/> for each passage that it cites.</summary>
    /// <param name="options">Where to look, and how much to write.</param>
    public IChatClient AsChatClient(AskOptions? options = null) => new AnswerChatClient(this, options ?? new AskOptions());

    /// <summary>The name that the model which writes goes by.</summary>
    internal string GeneratorName => _options.ChatClient is { } client ? client.GetService<ChatClientMetadata>()?.DefaultModelId ?? "unknown" : ModelName(_options.GeneratorPath);

    /// <summary>Runs <paramref name="work"/> while the knowledge base is open.</summary>
    internal async Task<T> WithEncoderAsync<T>(Func<IEmbeddingGenerator<string, Embedding<float>>, Task<T>> work, CancellationToken cancellation) =>
        await WhileOpenAsync(_encoder, encoder => work(encoder.Generator), cancellation).ConfigureAwait(false);

    /// <inheritdoc cref="WithEncoderAsync"/>
    internal async Task<T> WithRerankerAsync<T>(Func<IReranker, Task<T>> work, CancellationToken cancellation) =>
        await WhileOpenAsync(_reranker, work, cancellation).ConfigureAwait(false);

    /// <summary>The client that writes, once it is loaded.</summary>
    internal Task<IChatClient> GeneratorAsync(CancellationToken cancellation) => WhileOpenAsync(_generator, Task.FromResult, cancellation);

    /// <summary>The encoder, where it is loaded already.</summary>
    internal IEmbeddingGenerator<string, Embedding<float>>? LoadedEncoder => LoadedOf(_encoder)?.Generator;

    /// <summary>What writes, where it is loaded already.</summary>
    internal IChatClient? LoadedGenerator => LoadedOf(_generator);

    private static T? LoadedOf<T>(Lazy<Task<T>> model) where T : class => model is { IsValueCreated: true, Value.IsCompletedSuccessfully: true } ? model.Value.Result : null;

    private async Task<TResult> WhileOpenAsync<TModel, TResult>(Lazy<Task<TModel>> model, Func<TModel, Task<TResult>> work, CancellationToken cancellation)
    {
        using CallTracker.Call call = _calls.Enter();
        return await work(await model.Value.WaitAsync(cancellation).ConfigureAwait(false)).ConfigureAwait(false);
    }

    private static string ModelName(string path) => Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
}
