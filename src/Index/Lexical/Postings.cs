using Lucene.Net.Index;

namespace SearchEngine.Index.Lexical;

/// <summary>
/// Iterates over the documents of a segment that contain a term and computes the term's part of each document's score.
/// </summary>
/// <param name="docs">The documents with their frequencies, positioned before the first.</param>
/// <param name="count">The number of documents, including deleted ones.</param>
/// <param name="weight"><see cref="Bm25.ComputeWeight"/> of the term.</param>
/// <param name="saturation"><see cref="Bm25.ComputeSaturation"/> of the field.</param>
/// <param name="norms">The norms of the field.</param>
internal sealed class Postings(DocsEnum docs, int count, float weight, float[] saturation, byte[] norms)
{
    /// <summary>The current document; Lucene's NO_MORE_DOCS after the last.</summary>
    public int Doc { get; private set; } = docs.NextDoc();

    public int Count => count;

    /// <summary>An upper bound of <see cref="Score"/>, exclusive.</summary>
    public float MaxScore => weight;

    public float Score()
    {
        float frequency = docs.Freq;
        return weight * frequency / (frequency + saturation[norms[Doc]]);
    }

    public void Next() => Doc = docs.NextDoc();

    /// <summary>Moves to the first document at or after <paramref name="doc"/>, which must be after the current one.</summary>
    public void Advance(int doc) => Doc = docs.Advance(doc);
}
