using Lucene.Net.Index;

namespace SearchEngine.Index.Lexical;

/// <summary>The documents of a segment that have a term, one after another, and what the term adds to each one's score.</summary>
/// <param name="docs">The documents, with frequencies; before the first of them.</param>
/// <param name="count">How many there are, deleted ones included.</param>
/// <param name="weight"><see cref="Bm25.ComputeWeight"/>.</param>
/// <param name="saturation"><see cref="Bm25.ComputeSaturation"/> of the field.</param>
/// <param name="norms">Norms of the field.</param>
internal sealed class Postings(DocsEnum docs, int count, float weight, float[] saturation, byte[] norms)
{
    /// <summary>Where the list stands; Lucene's NO_MORE_DOCS behind the last.</summary>
    public int Doc { get; private set; } = docs.NextDoc();

    public int Count => count;

    /// <summary>More than the term adds to any score.</summary>
    public float MaxScore => weight;

    public float Score()
    {
        float frequency = docs.Freq;
        return weight * frequency / (frequency + saturation[norms[Doc]]);
    }

    public void Next() => Doc = docs.NextDoc();

    /// <summary>Goes to the first document that is not before <paramref name="doc"/>. The list stands before it.</summary>
    public void Advance(int doc) => Doc = docs.Advance(doc);
}
