using Microsoft.Extensions.AI;
using SearchEngine.Answers;
using SearchEngine.Encoder;
using SearchEngine.Models;
using SearchEngine.Reranker;
using SearchEngine.Telemetry;

namespace SearchEngine;

/// <content>The models, through the interfaces of Microsoft.Extensions.AI.</content>
public sealed partial class KnowledgeBase
{
    /// <summary>The name of the ActivitySource and the Meter, for OpenTelemetry's <c>AddSource</c> and <c>AddMeter</c>.</summary>
    public const string TelemetryName = Measurement.SourceName;

    /// <summary>
    /// The encoder, loaded on first use. <see cref="TextRoleOptions.ForQueries"/> marks texts as queries. Disposing it does nothing: it
    /// belongs to the knowledge base.
    /// </summary>
    public IEmbeddingGenerator<string, Embedding<float>> Encoder
    {
        get
        {
            using CallTracker.Call call = _calls.Begin();
            return field ??= new EncoderService(Share(_encoder), PassageEncoder.GetName(_encoderSettings), _options.CustomEncoder);
        }
    }

    /// <summary>The re-ranker, loaded on first use.</summary>
    public IReranker Reranker
    {
        get
        {
            using CallTracker.Call call = _calls.Begin();
            return field ??= new RerankerService(Share(_reranker));
        }
    }

    /// <summary>
    /// The model that writes answers, as a chat client without access to the documents; loaded on first use. Disposing it does nothing: it
    /// belongs to the knowledge base.
    /// </summary>
    public IChatClient Generator
    {
        get
        {
            using CallTracker.Call call = _calls.Begin();
            return field ??= new GeneratorService(Share(_generator), GetModelName(_options.GeneratorPath), _options.ChatClient);
        }
    }

    private string GeneratorName => _options.ChatClient is { } client
        ? client.GetService<ChatClientMetadata>()?.DefaultModelId ?? "unknown"
        : GetModelName(_options.GeneratorPath);

    /// <summary>
    /// Returns a chat client that answers the last message of a conversation from the documents. It adds a
    /// <see cref="CitationAnnotation"/> for each passage that it cites.
    /// </summary>
    /// <param name="options">Where to look, and how much to write.</param>
    public IChatClient AsChatClient(AskOptions? options = null)
    {
        using CallTracker.Call call = _calls.Begin();
        return new AnswerChatClient(AskStreamingAsync, GeneratorName, options ?? new AskOptions(), owner: this);
    }

    private SharedModel<T> Share<T>(LazyModel<T> model)
        where T : class =>
        new(model, () => _calls.Begin());

    private static string GetModelName(string path) => Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
}
