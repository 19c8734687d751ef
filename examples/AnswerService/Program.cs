// Answers questions about a folder over HTTP, with citations:  AnswerService DIR INDEX [PORT]
//   curl 'http://127.0.0.1:5080/ask?question=who+approves+refunds'
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using SearchEngine;
using SearchEngine.Search;

if (args is not [var folder, var index, .. var rest] || rest.Length > 1 || !ushort.TryParse(rest.FirstOrDefault("5080"), out ushort port))
{
    Console.Error.WriteLine("Usage: AnswerService DIR INDEX [PORT]");
    return 2;
}
WebApplicationBuilder builder = WebApplication.CreateBuilder();
builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
builder.Services.AddSearchEngine(options =>
{
    options.IndexPath = index;
    options.Folders.Add(folder);
    options.Watch = true;
});
await using WebApplication application = builder.Build();
application.MapGet("/search", SearchAsync);
application.MapGet("/ask", AskAsync);
try
{
    await application.RunAsync();
    return 0;
}
catch (Exception e) when (e is OptionsValidationException or IOException)
{
    Console.Error.WriteLine(e.Message);
    return 3;
}

static async Task<IResult> SearchAsync(string query, KnowledgeBase knowledge, CancellationToken cancellation)
{
    if (string.IsNullOrWhiteSpace(query))
        return Results.Problem("query is empty: say what to look for", statusCode: StatusCodes.Status400BadRequest);
    SearchResults results = await knowledge.QueryAsync(query, new QueryOptions { Take = 5 }, cancellation);
    return Results.Ok(results.Hits.Select(hit => new { hit.Path, hit.Title, hit.Passages[0].Location.Line, hit.Passages[0].Text }));
}

static async Task<IResult> AskAsync(string question, IChatClient client, CancellationToken cancellation)
{
    if (string.IsNullOrWhiteSpace(question))
        return Results.Problem("question is empty: ask something", statusCode: StatusCodes.Status400BadRequest);
    ChatResponse response = await client.GetResponseAsync(question, cancellationToken: cancellation);
    IEnumerable<CitationAnnotation> citations = response.Messages.SelectMany(message => message.Contents)
        .SelectMany(content => content.Annotations ?? [])
        .OfType<CitationAnnotation>();
    return Results.Ok(
        new
        {
            Answer = response.Text,
            Citations = citations.Select(citation => new { Document = citation.FileId, citation.Title, Quotation = citation.Snippet }),
        });
}
