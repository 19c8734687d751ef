using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace SearchEngine.Tests;

/// <summary>A server on this machine that speaks OpenAI's chat protocol, streamed or not. The test decides what it answers.</summary>
public sealed class ChatServer : IAsyncDisposable
{
    /// <summary>The word that <see cref="Endless"/> repeats.</summary>
    public const string EndlessWord = " again";

    private readonly HttpListener _listener = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<JsonElement, HttpListenerResponse, CancellationToken, Task> _respond;
    private readonly Task _serving;

    private ChatServer(Func<JsonElement, HttpListenerResponse, CancellationToken, Task> respond)
    {
        _respond = respond;
        Address = $"http://127.0.0.1:{FindFreePort()}/v1";
        _listener.Prefixes.Add(Address + "/");
        _listener.Start();
        _serving = ServeAsync();
    }

    /// <summary>The endpoint to configure in a client.</summary>
    public string Address { get; }

    /// <summary>The bodies of the requests received so far.</summary>
    public List<JsonElement> Requests { get; } = [];

    /// <summary>Creates a server that answers every request with the same text.</summary>
    public static ChatServer Answering(string text) => new((request, response, _) => AnswerAsync(request, response, text));

    /// <summary>Creates a server that answers every request with the given status and body.</summary>
    public static ChatServer Returning(int status, string contentType, string body) => new(async (_, response, _) =>
    {
        (response.StatusCode, response.ContentType) = (status, contentType);
        await response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(body));
    });

    /// <summary>Creates a server that accepts requests and never answers.</summary>
    public static ChatServer Silent() => new((_, _, stop) => Task.Delay(Timeout.Infinite, stop));

    /// <summary>Creates a server that streams one word until the client disconnects.</summary>
    public static ChatServer Endless() => new(async (_, response, stop) =>
    {
        response.ContentType = "text/event-stream";
        while (!stop.IsCancellationRequested)
        {
            await response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(FormatEvent(EndlessWord, null)), stop);
            await response.OutputStream.FlushAsync(stop);
        }
    });

    /// <summary>Returns an address on which no server listens.</summary>
    public static string GetUnusedAddress() => $"http://127.0.0.1:{FindFreePort()}/v1";

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _serving;
        _listener.Close();
        _stop.Dispose();
    }

    private static int FindFreePort()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task ServeAsync()
    {
        List<Task> responses = [];
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                HttpListenerContext context = await _listener.GetContextAsync();
                responses.Add(RespondAsync(context));
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                break;
            }
        }
        await Task.WhenAll(responses);
    }

    private async Task RespondAsync(HttpListenerContext context)
    {
        try
        {
            using JsonDocument body = await JsonDocument.ParseAsync(context.Request.InputStream, cancellationToken: _stop.Token);
            lock (Requests) Requests.Add(body.RootElement.Clone());
            await _respond(body.RootElement, context.Response, _stop.Token);
            context.Response.Close();
        }
        catch (Exception e) when (e is OperationCanceledException or HttpListenerException or ObjectDisposedException or IOException)
        {
            context.Response.Abort();
        }
    }

    private static async Task AnswerAsync(JsonElement request, HttpListenerResponse response, string text)
    {
        bool streams = request.TryGetProperty("stream", out JsonElement stream) && stream.GetBoolean();
        if (!streams)
        {
            response.ContentType = "application/json";
            await SendAsync(FormatCompletion(text));
            return;
        }
        response.ContentType = "text/event-stream";
        IEnumerable<string> pieces = text.Split(' ').Select((word, i) => i == 0 ? word : " " + word);
        foreach (string piece in pieces) await SendAsync(FormatEvent(piece, null));
        await SendAsync(FormatEvent(null, "stop"));
        await SendAsync("data: [DONE]\n\n");

        async Task SendAsync(string data) => await response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(data));
    }

    private static string FormatCompletion(string text)
    {
        var choice = new { index = 0, message = new { role = "assistant", content = text }, finish_reason = "stop" };
        var completion = new { id = "1", @object = "chat.completion", created = 0, model = "m", choices = new[] { choice } };
        return JsonSerializer.Serialize(completion);
    }

    private static string FormatEvent(string? piece, string? finish)
    {
        var choice = new { index = 0, delta = new { role = "assistant", content = piece }, finish_reason = finish };
        var chunk = new { id = "1", @object = "chat.completion.chunk", created = 0, model = "m", choices = new[] { choice } };
        return $"data: {JsonSerializer.Serialize(chunk)}\n\n";
    }
}
