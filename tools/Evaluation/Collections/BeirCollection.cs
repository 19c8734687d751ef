using SearchEngine.Search;

namespace SearchEngine.Evaluation.Collections;

/// <summary>
/// A folder in the layout of BEIR (Thakur et al. 2021): <c>corpus.jsonl</c>, <c>queries.jsonl</c> and <c>qrels/SPLIT.tsv</c>.
/// Queries and judgements are read when it is opened, documents are streamed.
/// </summary>
/// <param name="Folder">The folder of the collection.</param>
/// <param name="Split">The split that was opened.</param>
/// <param name="Queries">The judged queries of the split, in the order of <c>queries.jsonl</c>.</param>
/// <param name="Judgements">Query id to document id to relevance, for the split.</param>
public sealed record BeirCollection(
    string Folder,
    string Split,
    IReadOnlyList<JudgedQuery> Queries,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Judgements) : IJudgedQueries
{
    /// <summary>The name of the folder.</summary>
    public string Name => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(Folder)));

    string? IJudgedQueries.Collection => Name;

    string IJudgedQueries.GetDocumentId(SearchHit hit) => hit.Path;

    /// <summary>Opens a split. Without a name, opens <c>test</c> or the only split.</summary>
    /// <exception cref="EvaluationException">
    /// The folder is not a collection, does not have the split, or contains a malformed line.
    /// </exception>
    public static BeirCollection Open(string folder, string? split = null)
    {
        RequireLayout(folder, "corpus.jsonl", "queries.jsonl", "qrels");
        string name = ChooseSplit(folder, split);
        return Open(folder, name, Path.Combine(folder, "qrels", name + ".tsv"));
    }

    /// <summary>
    /// Opens a collection with a file of judgements in BEIR or TREC format. The split is named after the file.
    /// </summary>
    /// <exception cref="EvaluationException">
    /// The folder is not a collection, the file does not exist, or one of them contains a malformed line.
    /// </exception>
    public static BeirCollection OpenWith(string folder, string qrels)
    {
        RequireLayout(folder, "corpus.jsonl", "queries.jsonl");
        return Open(folder, Path.GetFileNameWithoutExtension(qrels), qrels);
    }

    /// <summary>Returns the collection with every Nth query, starting with the first.</summary>
    public BeirCollection Sample(int every)
    {
        JudgedQuery[] queries = [.. Queries.Where((_, i) => i % every == 0)];
        return this with { Queries = queries, Judgements = queries.ToDictionary(query => query.Id, query => Judgements[query.Id]) };
    }

    /// <summary>Streams the documents of <c>corpus.jsonl</c> in its order.</summary>
    /// <exception cref="EvaluationException">A line is not JSON, lacks a field, or repeats an id.</exception>
    public IEnumerable<BeirDocument> Documents() => JsonLines.Read(
        Path.Combine(Folder, "corpus.jsonl"),
        line => new BeirDocument(line.Id, line.Optional("title"), line.Required("text")));

    private static BeirCollection Open(string folder, string split, string qrels)
    {
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> judgements = Qrels.Read(qrels);
        return new BeirCollection(folder, split, ReadQueries(Path.Combine(folder, "queries.jsonl"), qrels, judgements), judgements);
    }

    private static void RequireLayout(string folder, params IEnumerable<string> parts)
    {
        const string layout = "A collection in BEIR layout holds corpus.jsonl, queries.jsonl and qrels/SPLIT.tsv.";
        if (!Directory.Exists(folder)) throw new EvaluationException($"{folder}: no such folder. {layout}");
        if (!Directory.EnumerateFileSystemEntries(folder).Any()) throw new EvaluationException($"{folder} is empty. {layout}");
        foreach (string part in parts)
        {
            if (!Path.Exists(Path.Combine(folder, part))) throw new EvaluationException($"{folder} has no {part}. {layout}");
        }
    }

    private static string ChooseSplit(string folder, string? split)
    {
        string[] splits = [.. Directory.EnumerateFiles(Path.Combine(folder, "qrels"), "*.tsv")
            .Select(file => Path.GetFileNameWithoutExtension(file)!)
            .Order(StringComparer.Ordinal)];
        if (splits.Length == 0) throw new EvaluationException($"{Path.Combine(folder, "qrels")} holds no split (no *.tsv file).");

        string name = split ?? (splits.Length == 1 ? splits[0] : "test");
        if (splits.Contains(name, StringComparer.Ordinal)) return name;
        throw new EvaluationException(
            $"{folder} has no split '{name}'. It has: {string.Join(", ", splits)}. Name one of them with --split.");
    }

    private static List<JudgedQuery> ReadQueries(
        string file, string qrels, IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> judgements)
    {
        List<JudgedQuery> queries = [.. JsonLines.Read(file, line => new JudgedQuery(line.Id, line.NotBlank("text")))
            .Where(query => judgements.ContainsKey(query.Id))];
        if (queries.Count == judgements.Count) return queries;

        HashSet<string> ids = [.. queries.Select(query => query.Id)];
        string missing = judgements.Keys.First(id => !ids.Contains(id));
        throw new EvaluationException(
            $"{qrels} judges query '{missing}', which {file} does not contain. Add the query or remove its judgements.");
    }
}
