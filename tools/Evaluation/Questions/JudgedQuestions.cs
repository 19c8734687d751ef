using SearchEngine.Evaluation.Collections;
using SearchEngine.Search;

namespace SearchEngine.Evaluation.Questions;

/// <summary>
/// A user's own questions about the user's own documents: lines of <c>{"question": "...", "paths": ["notes/a.md"]}</c>, where each path is a document that answers, and <c>_id</c> may name the question.
/// </summary>
/// <param name="Name">The collection's name, or the index's where all are searched.</param>
/// <param name="Split">Name of the file of questions.</param>
/// <param name="Queries">The questions, in the order of the file; one without an id goes by the number of its line.</param>
/// <param name="Judgements">Question to document to relevance, which is 1.</param>
/// <param name="Collection">The collection that is searched; null for all.</param>
public sealed record JudgedQuestions(
    string Name,
    string Split,
    IReadOnlyList<JudgedQuery> Queries,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Judgements,
    string? Collection) : IJudgedQueries
{
    string IJudgedQueries.IdOf(SearchHit hit) => IndexedPaths.Id(hit.Collection, hit.Path);

    /// <summary>Reads questions about what an index holds.</summary>
    /// <param name="file">The file of questions.</param>
    /// <param name="knowledge">Holds the documents that answer them.</param>
    /// <param name="collection">The collection to search, which paths start in; null for all, where a path may also begin with its collection's name.</param>
    /// <param name="cancellationToken">Ends it before it begins.</param>
    /// <exception cref="EvaluationException">There is no such file, it asks nothing, a line is broken, or a path is that of no indexed document.</exception>
    public static async Task<JudgedQuestions> OpenAsync(string file, KnowledgeBase knowledge, string? collection = null, CancellationToken cancellationToken = default)
    {
        if (!File.Exists(file)) throw new EvaluationException($"{file}: there is no such file of questions. Name one with --questions.");
        IndexedPaths documents = new(await knowledge.GetFilesAsync(collection, cancellationToken).ConfigureAwait(false));
        List<JudgedQuery> queries = [];
        Dictionary<string, IReadOnlyDictionary<string, int>> judgements = new(StringComparer.Ordinal);
        foreach ((JudgedQuery query, IReadOnlyList<string> answers) in JsonLines.Read(file, line => (new JudgedQuery(line.IdOrNumber, line.NotBlank("question")), Answers(line, documents)), numbered: true))
        {
            queries.Add(query);
            judgements.Add(query.Id, answers.Distinct().ToDictionary(answer => answer, _ => 1, StringComparer.Ordinal));
        }
        if (queries.Count == 0) throw new EvaluationException($$"""{{file}} contains no questions. Each line must be one: {"question": "...", "paths": ["notes/a.md"]}""");

        string index = Path.GetFileName(Path.TrimEndingDirectorySeparator((await knowledge.GetStatusAsync(cancellationToken).ConfigureAwait(false)).IndexPath));
        return new JudgedQuestions(collection ?? index, Path.GetFileNameWithoutExtension(file), queries, judgements, collection);
    }

    private static IReadOnlyList<string> Answers(JsonLine line, IndexedPaths documents) =>
        [.. line.Texts("paths").Select((path, i) => documents.Resolve(path, out string reason) ?? throw line.Fault("paths", reason, i))];
}
