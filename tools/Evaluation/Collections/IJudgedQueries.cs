using SearchEngine.Search;

namespace SearchEngine.Evaluation.Collections;

/// <summary>What an evaluation asks, and what tells a good answer from others.</summary>
public interface IJudgedQueries
{
    /// <summary>What the documents are known by.</summary>
    string Name { get; }

    /// <summary>What the judgements are known by.</summary>
    string Split { get; }

    /// <summary>The queries, each judged.</summary>
    IReadOnlyList<JudgedQuery> Queries { get; }

    /// <summary>Query id to document id to relevance. Documents that are not searched may be among them; they count as not found.</summary>
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, int>> Judgements { get; }

    /// <summary>The collection of the index that is searched; null for all of them.</summary>
    string? Collection { get; }

    /// <summary>A document that was found, by the name that it has in the judgements.</summary>
    string IdOf(SearchHit hit);
}
