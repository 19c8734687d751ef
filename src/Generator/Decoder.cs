using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using SearchEngine.Generator.Prompting.Jinja;
using SearchEngine.Generator.Prompting;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs;

namespace SearchEngine.Generator;

/// <summary>
/// A decoder that writes: Llama, or Granite with a Mixture of Experts in place of the feed-forward network, from a GGUF file or a Hugging Face folder. Each conversation has a cache of its own, and
/// callers beyond <see cref="DecoderOptions.MaxConversations"/> wait. Safe for concurrent use; disposal waits for the texts under way.
/// </summary>
public sealed class Decoder : IChatClient
{
    private readonly DecoderModel _model;
    private readonly ChatClientMetadata _metadata;

    private Decoder(DecoderModel model) => (_model, _metadata) = (model, new ChatClientMetadata("searchengine", null, model.Name));

    /// <summary>What to call the model.</summary>
    public string Name => _model.Name;

    /// <summary>Sizes of the model.</summary>
    internal DecoderShape Shape => _model.Shape;

    /// <summary>The most tokens of a conversation, prompt and answer together.</summary>
    public int MaxTokens => _model.MaxTokens;

    /// <summary>What is not as it should be, each with the way out: a cache that cannot be written, a chat template that cannot be read. Empty where all is well.</summary>
    public IReadOnlyList<string> Notices => _model.Notices;

    /// <summary>Loads a decoder; its graph is written to the cache the first time.</summary>
    /// <param name="path">A GGUF file, a folder that holds one, or a Hugging Face folder. Architectures: llama, granitemoe, granitemoeshared.</param>
    /// <param name="options">Precision, threads, length.</param>
    /// <exception cref="CheckpointException">A file is missing or damaged, or holds no decoder known here; the message names it.</exception>
    public static Decoder Load(string path, DecoderOptions? options = null) => new(DecoderModel.Load(path, options ?? new DecoderOptions()));

    /// <summary>Tokens of a text.</summary>
    public int CountTokens(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return PromptEncoder.Encode(_model.Tokenizer, [new PromptPart(text, IsTemplate: false)]).Length;
    }

    /// <summary>Writes the next message of a conversation, piece by piece, each of whole characters.</summary>
    /// <param name="turns">The conversation so far.</param>
    /// <param name="options">How.</param>
    /// <param name="stats">Hears what it took, complete once the text is.</param>
    /// <param name="cancellationToken">Ends it within a token.</param>
    /// <exception cref="ArgumentException">The conversation has no room in <see cref="MaxTokens"/>.</exception>
    public IAsyncEnumerable<string> GenerateAsync(IReadOnlyList<ChatTurn> turns, GenerationOptions? options = null, GenerationStats? stats = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(turns);
        return _model.GenerateAsync(_model.Encode(turns), options ?? new GenerationOptions(), stats ?? new GenerationStats(), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    /// <remarks><see cref="GenerationOptions.ToChatOptions"/> gives options that hold quotations to passages.</remarks>
    /// <exception cref="NotSupportedException">Tools are given: the models here cannot call any; or a message holds something else than text.</exception>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        if (options?.Tools is { Count: > 0 }) throw new NotSupportedException($"{Name} cannot call tools: leave ChatOptions.Tools out, or ask a model that can.");
        List<ChatTurn> turns = options?.Instructions is { Length: > 0 } instructions ? [new ChatTurn(ChatRole.System.Value, instructions)] : [];
        turns.AddRange(messages.Select(ToTurn));
        GenerationStats tally = new();
        string id = Guid.NewGuid().ToString("N");
        await foreach (string piece in GenerateAsync(turns, GenerationOptions.From(options), tally, cancellationToken).ConfigureAwait(false))
            yield return new ChatResponseUpdate(ChatRole.Assistant, piece) { ResponseId = id, MessageId = id, ModelId = Name };
        yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(tally.ToUsageDetails())])
        {
            ResponseId = id,
            MessageId = id,
            ModelId = Name,
            FinishReason = tally.IsTruncated ? ChatFinishReason.Length : ChatFinishReason.Stop,
        };
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null : serviceType == typeof(ChatClientMetadata) ? _metadata : serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <summary>Waits for the texts under way, then frees the model.</summary>
    public void Dispose() => _model.Dispose();

    private ChatTurn ToTurn(ChatMessage message) => message.Contents.FirstOrDefault(content => content is not TextContent) is { } other
        ? throw new NotSupportedException($"{Name} reads text; a message holds {other.GetType().Name}.")
        : new ChatTurn(message.Role.Value, message.Text);
}
