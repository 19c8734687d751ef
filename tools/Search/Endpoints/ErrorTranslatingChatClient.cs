using System.ClientModel;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace SearchEngine.Cli.Endpoints;

/// <summary>A server could not be reached or did not answer as expected; the message names the server and what to do.</summary>
internal sealed class EndpointException(string message, Exception? inner = null) : IOException(message, inner);

/// <summary>Translates a server's errors into messages that say what to do.</summary>
internal sealed class ErrorTranslatingChatClient(IChatClient client, ChatEndpoint endpoint) : DelegatingChatClient(client)
{
    private const int Unauthorized = 401, Forbidden = 403, NotFound = 404;

    public override async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken).ConfigureAwait(false);

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        bool hasText = false;
        IAsyncEnumerator<ChatResponseUpdate> updates =
            base.GetStreamingResponseAsync(messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (updates.ConfigureAwait(false))
        {
            while (await MoveNextAsync(updates, cancellationToken).ConfigureAwait(false))
            {
                hasText |= updates.Current.Text.Length > 0;
                yield return updates.Current;
            }
        }
        if (!hasText)
        {
            throw new EndpointException(
                $"{endpoint.Model} at {endpoint.Address} answered without any text; check that this is the address of a server that "
                + "speaks OpenAI's protocol (most addresses end in /v1)");
        }
    }

    private async Task<bool> MoveNextAsync(IAsyncEnumerator<ChatResponseUpdate> updates, CancellationToken cancellation)
    {
        try
        {
            return await updates.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested && Explain(Unwrap(e)) is { } reason)
        {
            throw new EndpointException($"{endpoint.Model} at {endpoint.Address}: {reason}", e);
        }
    }

    private static Exception Unwrap(Exception error) => error is AggregateException { InnerException: { } inner } ? inner : error;

    private string? Explain(Exception error) => error switch
    {
        ClientResultException { Status: Unauthorized or Forbidden } =>
            "the server rejects the key; set OPENAI_API_KEY to a valid one",
        ClientResultException { Status: NotFound } =>
            "the server has no such model, or the address is wrong (most end in /v1)",
        ClientResultException { Status: > 0 } refused =>
            $"the server answered with error {refused.Status}: {GetFirstLine(refused.Message)}",
        OperationCanceledException or TimeoutException =>
            $"no answer for {endpoint.Timeout.TotalSeconds:0} seconds; use a smaller model, or leave out --generator",
        HttpRequestException or IOException or ClientResultException =>
            $"cannot be reached ({GetFirstLine(error.Message)}); is it running? Leave out --generator to answer on this machine",
        JsonException or FormatException or InvalidOperationException or ArgumentException or KeyNotFoundException =>
            "the answer is not in OpenAI's protocol; is this the address of such a server (most end in /v1)?",
        _ => null,
    };

    private static string GetFirstLine(string text)
    {
        string trimmed = text.Trim();
        int end = trimmed.AsSpan().IndexOfAny('\r', '\n');
        return end > 0 ? trimmed[..end] : trimmed;
    }
}
