// Searches address books, which are read by a custom reader, and tickets, which are not files:  CustomReader DIR INDEX
using SearchEngine.Documents.Formats;
using SearchEngine;
using SearchEngine.Examples;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Filters;
using SearchEngine.Ingestion;
using SearchEngine.Search;

if (args is not [var folder, var index])
{
    Console.Error.WriteLine("Usage: CustomReader DIR INDEX");
    return 2;
}
try
{
    KnowledgeBaseOptions options = new() { IndexPath = index, Readers = DocumentReaders.Default.With(new VCardReader()) };
    await using KnowledgeBase knowledge = await KnowledgeBase.OpenAsync(options);
    await knowledge.IndexAsync(folder, new IndexOptions { Collection = "contacts" });
    await knowledge.IndexAsync("tickets", TicketsAsync());
    await ShowStatusAsync(knowledge);
    await ShowAsync(knowledge, "whom do I call when the oven is broken?", new QueryOptions { Take = 1, Collections = ["contacts"] });
    await ShowAsync(knowledge, "the oven", new QueryOptions { Take = 1, Filter = SearchFilter.Parse("status=open") });
    await knowledge.RemoveAsync("tickets", "T-2");
    await ShowStatusAsync(knowledge);
    await knowledge.RemoveAsync("tickets");
    await ShowStatusAsync(knowledge);
    return 0;
}
catch (Exception e) when (e is IndexException or IOException)
{
    Console.Error.WriteLine(e.Message);
    return 3;
}

static async Task ShowAsync(KnowledgeBase knowledge, string question, QueryOptions options)
{
    foreach (SearchHit hit in (await knowledge.QueryAsync(question, options)).Hits)
        Console.WriteLine(
            $"{hit.Collection}/{hit.Path}, {hit.Passages[0].Location.Place ?? hit.Title}: {hit.Passages[0].Text.ReplaceLineEndings(" ")}");
}

static async Task ShowStatusAsync(KnowledgeBase knowledge)
{
    KnowledgeBaseStatus status = await knowledge.GetStatusAsync();
    Console.WriteLine($"{status.Indexed} documents in {string.Join(" and ", status.Collections.Select(collection => collection.Name))}");
}

// Stands for a database or a service that returns tickets one at a time.
static async IAsyncEnumerable<Document> TicketsAsync()
{
    await Task.Yield();
    yield return Ticket("T-1", "The oven door does not shut", "closed", "The hinge of the left oven was bent. It was bent back.");
    yield return Ticket("T-2", "Rye dough too wet", "open", "Since the new flour came, the rye dough sticks to the table.");
    yield return Ticket("T-3", "The oven stays cold", "open", "The right oven does not get warmer than 180 degrees.");
}

static Document Ticket(string number, string title, string status, string text) =>
    new(number, title, text) { Fields = new Dictionary<string, string> { ["status"] = status } };
