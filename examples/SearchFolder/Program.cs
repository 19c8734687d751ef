// Indexes a folder and shows which sentences of its documents answer a question:  SearchFolder DIR QUESTION
using SearchEngine;
using SearchEngine.Index.Contracts;
using SearchEngine.Ingestion;
using SearchEngine.Search;

if (args is not [var folder, var question])
{
    Console.Error.WriteLine("Usage: SearchFolder DIR QUESTION");
    return 2;
}
try
{
    await using KnowledgeBase knowledge = await KnowledgeBase.OpenAsync();
    Progress<IndexProgress> progress = new(now => Console.Error.WriteLine($"{now.Stage}: {now.Done} of {now.Total}"));
    IndexReport report = await knowledge.IndexAsync(folder, progress);
    foreach (FailedDocument failed in report.Failed) Console.Error.WriteLine($"not read: {failed.Path}: {failed.Reason}");
    if (knowledge.FindCollection(folder) is not { } collection) return 1; // The folder is empty.

    SearchResults results = await knowledge.QueryAsync(
        question,
        new QueryOptions { Take = 3, Highlight = true, Collections = [collection] });
    foreach (SearchHit hit in results.Hits)
    {
        // Offsets refer to the extracted text, which is stored in the index.
        Passage best = hit.Passages[0];
        IndexedDocument document = await knowledge.GetAsync(hit.Collection, hit.Path)
            ?? throw new IndexException($"{hit.Path} was removed during the search");
        TextSpan answer = best.Sentence ?? new TextSpan(best.Location.Start, best.Location.End);
        Console.WriteLine(
            $"{document.Path}, {best.Location.Place ?? $"line {best.Location.Line}"}: "
                + $"{document.Text[answer.Start..answer.End].ReplaceLineEndings(" ")}");
    }
    return results.Hits.Count > 0 ? 0 : 1;
}
catch (Exception e) when (e is IndexException or IOException)
{
    Console.Error.WriteLine(e.Message);
    return 3;
}
