using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace SearchEngine.Answers;

/// <summary>
/// Retrieval-augmented generation (Lewis et al. 2020) as a chat client: the last user message is the question, the documents answer
/// it, and citations are annotated. Earlier messages are ignored, because the answer comes from the documents and not the conversation.
/// </summary>
/// <param name="ask">Answers a question.</param>
/// <param name="modelName">The name of the model that writes answers.</param>
/// <param name="options">The options of every question.</param>
/// <param name="owner">The knowledge base, which <see cref="GetService"/> returns for its type.</param>
internal sealed class AnswerChatClient(
    Func<string, AskOptions, CancellationToken, IAsyncEnumerable<AnswerUpdate>> ask,
    string modelName,
    AskOptions options,
    object owner)
    : IChatClient
{
    private readonly ChatClientMetadata _metadata = new("searchengine", null, modelName);

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        (string question, AskOptions askOptions) = ParseRequest(messages, options);
        Answer? answer = null;
        await foreach (AnswerUpdate update in ask(question, askOptions, cancellationToken).ConfigureAwait(false))
        {
            answer = update.Answer ?? answer;
        }
        string id = NewId();
        ChatMessage message = new(ChatRole.Assistant, [.. AnswerContents.Create(answer!)])
        {
            MessageId = id,
            RawRepresentation = answer,
        };
        return new ChatResponse(message)
        {
            ResponseId = id,
            ModelId = _metadata.DefaultModelId,
            FinishReason = ChatFinishReason.Stop,
            Usage = answer!.Usage,
            RawRepresentation = answer,
            CreatedAt = DateTimeOffset.UtcNow,
        };
    }

    /// <remarks>
    /// Text is streamed as it is written. Citations are checked once the answer is complete and come last, in a content without text.
    /// </remarks>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        (string question, AskOptions askOptions) = ParseRequest(messages, options);
        string id = NewId();
        bool hasText = false;
        await foreach (AnswerUpdate update in ask(question, askOptions, cancellationToken).ConfigureAwait(false))
        {
            if (update.Text is { } text)
            {
                hasText = true;
                yield return CreateUpdate(new TextContent(text));
            }
            if (update.Answer is not { } answer) continue;
            // The text of an abstention does not come from the model, so it was not streamed.
            IEnumerable<AIContent> contents = hasText && !answer.Abstained
                ? AnswerContents.CreateCitations(answer)
                : AnswerContents.Create(answer);
            foreach (AIContent content in contents) yield return CreateUpdate(content);
            ChatResponseUpdate last = CreateUpdate([.. answer.Usage is { } usage ? (AIContent[])[new UsageContent(usage)] : []]);
            last.FinishReason = ChatFinishReason.Stop;
            last.RawRepresentation = answer;
            yield return last;
        }

        ChatResponseUpdate CreateUpdate(params IList<AIContent> contents) => new(ChatRole.Assistant, contents)
        {
            ResponseId = id,
            MessageId = id,
            ModelId = _metadata.DefaultModelId,
        };
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null) return null;
        if (serviceType == typeof(ChatClientMetadata)) return _metadata;
        if (serviceType == owner.GetType()) return owner;
        return serviceType.IsInstanceOfType(this) ? this : null;
    }

    public void Dispose()
    {
    }

    private (string Question, AskOptions Options) ParseRequest(IEnumerable<ChatMessage> messages, ChatOptions? chat)
    {
        ArgumentNullException.ThrowIfNull(messages);
        if (chat?.Tools is { Count: > 0 })
        {
            throw new NotSupportedException(
                "This chat client answers from documents and does not call tools. Leave ChatOptions.Tools empty, or add the plugin of "
                + "SearchEngine.SemanticKernel to a model that calls tools.");
        }
        string? question = messages.LastOrDefault(message => message.Role == ChatRole.User)?.Text;
        if (string.IsNullOrWhiteSpace(question))
        {
            throw new ArgumentException(
                "The conversation has no question. Add a user message that contains the question.",
                nameof(messages));
        }
        return (question, chat?.MaxOutputTokens is { } maxTokens ? options with { MaxAnswerTokens = maxTokens } : options);
    }

    private static string NewId() => Guid.NewGuid().ToString("N");
}
