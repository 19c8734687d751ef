using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace SearchEngine.Answers;

/// <summary>
/// Retrieval-augmented generation (Lewis et al. 2020) behind the interface of a chat: the last message of the user is the question, the documents answer it, and what is cited is annotated. Earlier messages are not
/// read, as the documents, not the conversation, are what it answers from.
/// </summary>
/// <param name="ask">Answers a question.</param>
/// <param name="modelName">The name of the model that writes answers.</param>
/// <param name="options">Where to look, and how much to write.</param>
/// <param name="owner">What answers questions; returned by <see cref="GetService"/> for its type.</param>
internal sealed class AnswerChatClient(
    Func<string, AskOptions, CancellationToken, IAsyncEnumerable<AnswerUpdate>> ask, string modelName, AskOptions options, object owner)
    : IChatClient
{
    private readonly ChatClientMetadata _metadata = new("searchengine", null, modelName);

    public async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        (string question, AskOptions askOptions) = ParseRequest(messages, options);
        Answer? answer = null;
        await foreach (AnswerUpdate update in ask(question, askOptions, cancellationToken).ConfigureAwait(false)) answer = update.Answer ?? answer;
        string id = NewId();
        return new ChatResponse(new ChatMessage(ChatRole.Assistant, [.. AnswerContents.Create(answer!)]) { MessageId = id, RawRepresentation = answer })
        {
            ResponseId = id,
            ModelId = _metadata.DefaultModelId,
            FinishReason = ChatFinishReason.Stop,
            Usage = answer!.Usage,
            RawRepresentation = answer,
            CreatedAt = DateTimeOffset.UtcNow,
        };
    }

    /// <remarks>Words come as they are written; citations are checked once all is, and come after them in a content without text of its own.</remarks>
    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        (string question, AskOptions askOptions) = ParseRequest(messages, options);
        string id = NewId();
        bool written = false;
        await foreach (AnswerUpdate update in ask(question, askOptions, cancellationToken).ConfigureAwait(false))
        {
            if (update.Text is { } text)
            {
                written = true;
                yield return Say(new TextContent(text));
            }
            if (update.Answer is not { } answer) continue;
            // An abstention is not written by the model, and nothing of what it wrote says so.
            foreach (AIContent content in written && !answer.Abstained ? AnswerContents.CreateCitations(answer) : AnswerContents.Create(answer)) yield return Say(content);
            ChatResponseUpdate last = Say([.. answer.Usage is { } usage ? (AIContent[])[new UsageContent(usage)] : []]);
            last.FinishReason = ChatFinishReason.Stop;
            last.RawRepresentation = answer;
            yield return last;
        }

        ChatResponseUpdate Say(params IList<AIContent> contents) => new(ChatRole.Assistant, contents) { ResponseId = id, MessageId = id, ModelId = _metadata.DefaultModelId };
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null) return null;
        return serviceType == typeof(ChatClientMetadata) ? _metadata : serviceType == owner.GetType() ? owner : serviceType.IsInstanceOfType(this) ? this : null;
    }

    public void Dispose()
    {
    }

    private (string Question, AskOptions Options) ParseRequest(IEnumerable<ChatMessage> messages, ChatOptions? chat)
    {
        ArgumentNullException.ThrowIfNull(messages);
        if (chat?.Tools is { Count: > 0 })
            throw new NotSupportedException("Answers from documents are written without tools: leave ChatOptions.Tools out, or give a model that calls tools the plugin of SearchEngine.SemanticKernel.");
        string? question = messages.LastOrDefault(message => message.Role == ChatRole.User)?.Text;
        if (string.IsNullOrWhiteSpace(question)) throw new ArgumentException("The conversation holds no question: its last message of the user is the question, and is to be text.", nameof(messages));
        return (question, chat?.MaxOutputTokens is { } most ? options with { MaxAnswerTokens = most } : options);
    }

    private static string NewId() => Guid.NewGuid().ToString("N");
}
