// Searches a folder with another encoder, given as a sentence-transformers folder:  AnotherModel MODEL DIR INDEX QUESTION
using Microsoft.Extensions.AI;
using SearchEngine;
using SearchEngine.Index.Contracts;
using SearchEngine.Ingestion;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Search;

if (args is not [var model, var folder, var index, var question])
{
    Console.Error.WriteLine("Usage: AnotherModel MODEL DIR INDEX QUESTION");
    return 2;
}
try
{
    // An index holds the vectors of one model. Opening it with another model would encode its passages again.
    KnowledgeBaseOptions options = new() { ModelFolder = model, IndexPath = index };
    await using KnowledgeBase knowledge = await KnowledgeBase.OpenAsync(options);
    IndexReport report = await knowledge.IndexAsync(folder);
    GeneratedEmbeddings<Embedding<float>> embeddings = await knowledge.Encoder.GenerateAsync([question]);
    Console.WriteLine(
        $"{Path.GetFileName(Path.TrimEndingDirectorySeparator(model))}: {embeddings[0].Vector.Length} dimensions, "
            + $"{report.Encoded} passages encoded");

    SearchResults results = await knowledge.QueryAsync(question, new QueryOptions { Take = 3 });
    foreach (SearchHit hit in results.Hits) Console.WriteLine($"{hit.Path}, similarity {hit.Passages[0].Explanation.Dense?.Score:0.000}");
    return results.Hits.Count > 0 ? 0 : 1;
}
catch (Exception e) when (e is CheckpointException or IndexException or IOException)
{
    Console.Error.WriteLine(e.Message);
    return 3;
}
