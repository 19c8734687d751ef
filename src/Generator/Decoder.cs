using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using SearchEngine.Generator.Prompting.Jinja;
using SearchEngine.Generator.Prompting;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs;

namespace SearchEngine.Generator;

/// <summary>
/// A decoder that generates text: a Llama model or a Granite Mixture-of-Experts model, from a GGUF file or a Hugging Face folder. Each
/// conversation has its own cache, and callers beyond <see cref="DecoderOptions.MaxConversations"/> wait. Safe for concurrent use; disposal
/// waits for generations in progress.
/// </summary>
public sealed class Decoder : IChatClient
{
    private readonly DecoderModel _model;
    private readonly ChatClientMetadata _metadata;

    private Decoder(DecoderModel model) => (_model, _metadata) = (model, new ChatClientMetadata("searchengine", null, model.Name));

    /// <summary>The name of the model.</summary>
    public string Name => _model.Name;

    /// <summary>The sizes of the model.</summary>
    internal DecoderShape Shape => _model.Shape;

    /// <summary>The maximum number of tokens of a conversation, prompt and answer together.</summary>
    public int MaxTokens => _model.MaxTokens;

    /// <summary>
    /// Problems and what to do about them, such as a cache that cannot be written or a chat template that cannot be read; empty if there
    /// are none.
    /// </summary>
    public IReadOnlyList<string> Notices => _model.Notices;

    /// <summary>Loads a decoder. The first time, its graph is generated and cached.</summary>
    /// <param name="path">
    /// A GGUF file, a folder that contains one, or a Hugging Face folder, of the architecture llama, granitemoe or granitemoeshared.
    /// </param>
    /// <param name="options">Precision, threads and maximum length.</param>
    /// <exception cref="CheckpointException">A file is missing or damaged, or the model is not a supported decoder.</exception>
    public static Decoder Load(string path, DecoderOptions? options = null) =>
        new(DecoderModel.Load(path, options ?? new DecoderOptions()));

    /// <summary>Returns the number of tokens of a text. Control tokens in it count as plain characters.</summary>
    public int CountTokens(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return PromptEncoder.Encode(_model.Tokenizer, [new PromptPart(text, IsTemplate: false)]).Length;
    }

    /// <summary>Generates the next message of a conversation and streams it in whole characters.</summary>
    /// <param name="turns">The conversation so far.</param>
    /// <param name="options">The generation options.</param>
    /// <param name="stats">Receives counts and times, which are complete once the text is complete.</param>
    /// <param name="cancellationToken">Cancels generation, even within a token.</param>
    /// <exception cref="ArgumentException">The conversation is longer than <see cref="MaxTokens"/>.</exception>
    internal IAsyncEnumerable<string> GenerateAsync(
        IReadOnlyList<ChatTurn> turns,
        GenerationOptions? options = null,
        GenerationStats? stats = null,
        CancellationToken cancellationToken = default)
    {
        int[] prompt = _model.Encode(turns);
        return _model.GenerateAsync(prompt, options ?? new GenerationOptions(), stats ?? new GenerationStats(), cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    /// <remarks><see cref="GenerationOptions.ToChatOptions"/> creates options that restrict quotations to passages.</remarks>
    /// <exception cref="NotSupportedException">The options contain tools, or a message is not text.</exception>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        if (options?.Tools is { Count: > 0 })
            throw new NotSupportedException($"{Name} cannot call tools: leave ChatOptions.Tools empty, or choose a model that can.");
        List<ChatTurn> turns = [];
        if (options?.Instructions is { Length: > 0 } instructions) turns.Add(new ChatTurn(ChatRole.System.Value, instructions));
        turns.AddRange(messages.Select(ToTurn));
        GenerationStats stats = new();
        string id = Guid.NewGuid().ToString("N");
        GenerationOptions generation = GenerationOptions.From(options);
        await foreach (string piece in GenerateAsync(turns, generation, stats, cancellationToken).ConfigureAwait(false))
            yield return new ChatResponseUpdate(ChatRole.Assistant, piece) { ResponseId = id, MessageId = id, ModelId = Name };
        yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(stats.ToUsageDetails())])
        {
            ResponseId = id,
            MessageId = id,
            ModelId = Name,
            FinishReason = stats.IsTruncated ? ChatFinishReason.Length : ChatFinishReason.Stop,
        };
    }

    /// <inheritdoc/>
    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null) return null;
        if (serviceType == typeof(ChatClientMetadata)) return _metadata;
        return serviceType.IsInstanceOfType(this) ? this : null;
    }

    /// <summary>Waits for generations in progress and releases the model.</summary>
    public void Dispose() => _model.Dispose();

    private ChatTurn ToTurn(ChatMessage message)
    {
        AIContent? unsupported = message.Contents.FirstOrDefault(content => content is not TextContent);
        return unsupported is null
            ? new ChatTurn(message.Role.Value, message.Text)
            : throw new NotSupportedException($"{Name} reads only text, but a message contains {unsupported.GetType().Name}.");
    }
}
