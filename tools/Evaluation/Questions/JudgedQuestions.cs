using SearchEngine.Evaluation.Collections;
using SearchEngine.Search;

namespace SearchEngine.Evaluation.Questions;

/// <summary>
/// A user's questions about their own documents: lines of <c>{"question": "...", "paths": ["notes/a.md"]}</c>, where
/// each path is a document that answers the question. An <c>_id</c> is optional.
/// </summary>
/// <param name="Name">The name of the collection, or of the index if all collections are searched.</param>
/// <param name="Split">The name of the file of questions.</param>
/// <param name="Queries">
/// The questions, in the order of the file. The id of a question without one is its line number.
/// </param>
/// <param name="Judgements">Relevance by question id and document id. It is always 1.</param>
/// <param name="Collection">The collection to search. Null to search all.</param>
public sealed record JudgedQuestions(
    string Name,
    string Split,
    IReadOnlyList<JudgedQuery> Queries,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Judgements,
    string? Collection) : IJudgedQueries
{
    string IJudgedQueries.GetDocumentId(SearchHit hit) => IndexedPaths.Id(hit.Collection, hit.Path);

    /// <summary>Reads questions about the documents of an index.</summary>
    /// <param name="knowledge">The knowledge base that holds the documents.</param>
    /// <param name="collection">
    /// The collection to search, which paths are relative to. If null, all are searched, and paths may start with the
    /// name of a collection.
    /// </param>
    /// <exception cref="EvaluationException">
    /// The file does not exist, contains no questions, has a malformed line, or names a path that is not indexed.
    /// </exception>
    public static async Task<JudgedQuestions> OpenAsync(
        string file,
        KnowledgeBase knowledge,
        string? collection = null,
        CancellationToken cancellationToken = default)
    {
        if (!File.Exists(file)) throw new EvaluationException($"{file}: file of questions not found.");
        IndexedPaths documents = new(await knowledge.GetFilesAsync(collection, cancellationToken).ConfigureAwait(false));
        List<JudgedQuery> queries = [];
        Dictionary<string, IReadOnlyDictionary<string, int>> judgements = new(StringComparer.Ordinal);
        foreach (
            (JudgedQuery query, IReadOnlyList<string> answers) in JsonLines.Read(
                file,
                line => (new JudgedQuery(line.IdOrNumber, line.NotBlank("question")), Answers(line, documents)),
                numbered: true))
        {
            queries.Add(query);
            judgements.Add(query.Id, answers.Distinct().ToDictionary(answer => answer, _ => 1, StringComparer.Ordinal));
        }
        if (queries.Count == 0)
        {
            throw new EvaluationException(
                $$"""{{file}} contains no questions. Write one per line: {"question": "...", "paths": ["notes/a.md"]}""");
        }

        string index = Path.GetFileName(
            Path.TrimEndingDirectorySeparator((await knowledge.GetStatusAsync(cancellationToken).ConfigureAwait(false)).IndexPath));
        return new JudgedQuestions(collection ?? index, Path.GetFileNameWithoutExtension(file), queries, judgements, collection);
    }

    private static IReadOnlyList<string> Answers(JsonLine line, IndexedPaths documents) =>
        [.. line.Texts("paths").Select((path, i) => documents.Resolve(path, out string reason) ?? throw line.Fault("paths", reason, i))];
}
