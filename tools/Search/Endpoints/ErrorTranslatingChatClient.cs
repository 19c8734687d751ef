using System.ClientModel;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace SearchEngine.Cli.Endpoints;

/// <summary>A server could not be asked, or did not answer as it should; the message names it and the way out.</summary>
internal sealed class EndpointException(string message, Exception? inner = null) : IOException(message, inner);

/// <summary>Says what is wrong with a server in words that help who asked.</summary>
internal sealed class ErrorTranslatingChatClient(IChatClient client, ChatEndpoint endpoint) : DelegatingChatClient(client)
{
    private const int Unauthorized = 401, Forbidden = 403, NotFound = 404;

    public override async Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        await GetStreamingResponseAsync(messages, options, cancellationToken).ToChatResponseAsync(cancellationToken).ConfigureAwait(false);

    public override async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        bool hasText = false;
        IAsyncEnumerator<ChatResponseUpdate> updates = base.GetStreamingResponseAsync(messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (updates.ConfigureAwait(false))
        {
            while (await MoveNextAsync(updates, cancellationToken).ConfigureAwait(false))
            {
                hasText |= updates.Current.Text.Length > 0;
                yield return updates.Current;
            }
        }
        if (!hasText) throw new EndpointException($"{endpoint.Model} at {endpoint.Address} answered nothing that is text; is that the address of a server that speaks OpenAI's protocol (most end in /v1)?");
    }

    private async Task<bool> MoveNextAsync(IAsyncEnumerator<ChatResponseUpdate> updates, CancellationToken cancellation)
    {
        try
        {
            return await updates.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested && Explain(e is AggregateException { InnerException: { } inner } ? inner : e) is { } reason)
        {
            throw new EndpointException($"{endpoint.Model} at {endpoint.Address}: {reason}", e);
        }
    }

    private string? Explain(Exception error) => error switch
    {
        ClientResultException { Status: Unauthorized or Forbidden } => "the server refuses the key; set OPENAI_API_KEY to one that it takes",
        ClientResultException { Status: NotFound } => "the server knows no such model, or nothing lives at that address (most end in /v1)",
        ClientResultException { Status: > 0 } refused => $"the server refuses with {refused.Status}: {FirstLine(refused.Message)}",
        OperationCanceledException or TimeoutException => $"no word for {endpoint.Timeout.TotalSeconds:0} seconds; ask a smaller model, or leave --model out",
        HttpRequestException or IOException or ClientResultException => $"cannot be reached ({FirstLine(error.Message)}); is it running? Leave --model out to answer on this machine",
        JsonException or FormatException or InvalidOperationException or ArgumentException or KeyNotFoundException => "what it answers is not OpenAI's protocol; is that the address of such a server (most end in /v1)?",
        _ => null,
    };

    private static string FirstLine(string text) => text.AsSpan().Trim() is var trimmed && trimmed.IndexOfAny('\r', '\n') is > 0 and var end ? trimmed[..end].ToString() : trimmed.ToString();
}
