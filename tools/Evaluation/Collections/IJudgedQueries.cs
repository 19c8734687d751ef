using SearchEngine.Search;

namespace SearchEngine.Evaluation.Collections;

/// <summary>Queries with relevance judgements.</summary>
public interface IJudgedQueries
{
    /// <summary>The name of the collection of documents.</summary>
    string Name { get; }

    /// <summary>The name of the set of judgements.</summary>
    string Split { get; }

    /// <summary>The judged queries.</summary>
    IReadOnlyList<JudgedQuery> Queries { get; }

    /// <summary>
    /// Relevance by query id and document id. Judged documents that are not in the index count as not found.
    /// </summary>
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Judgements { get; }

    /// <summary>The collection of the index to search. Null to search all.</summary>
    string? Collection { get; }

    /// <summary>Returns the id that the document of a hit has in the judgements.</summary>
    string GetDocumentId(SearchHit hit);
}
