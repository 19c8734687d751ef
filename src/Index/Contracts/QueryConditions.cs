namespace SearchEngine.Index.Contracts;

/// <summary>What a query says beside its words, so that a search by vectors can keep to it too.</summary>
/// <param name="Text">The query's words and phrases, without quotes and without what is excluded; may be empty.</param>
/// <param name="Matching">The chunks that hold every phrase and nothing excluded; null where the query names neither.</param>
internal sealed record QueryConditions(string Text, ChunkFilter? Matching);
