using Lucene.Net.Index;

namespace SearchEngine.Index.Lexical;

/// <summary>A term of a query in one field.</summary>
/// <param name="Term">The field and the term.</param>
/// <param name="Boost">The weight of the term relative to the others.</param>
internal readonly record struct WeightedTerm(Term Term, float Boost);
