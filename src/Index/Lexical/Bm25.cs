using Lucene.Net.Search.Similarities;
using Lucene.Net.Util;

namespace SearchEngine.Index.Lexical;

/// <summary>
/// BM25 (Robertson and Walker 1994), bit for bit as Lucene's BM25Similarity computes it: idf * (k1 + 1) * tf / (tf + k1 * (1 - b
/// + b * length / average)).
/// </summary>
/// <remarks>A field's length is decoded from one byte, the norm; a larger norm means a shorter text.</remarks>
internal static class Bm25
{
    /// <summary>
    /// Term frequency saturation and length normalization, chosen by nDCG@10 on the dev splits of NFCorpus and CoSQA.
    /// </summary>
    private const float K1 = 1.2f, B = 0.75f;

    private static readonly float[] LengthByNorm = [.. Enumerable.Range(0, 256).Select(static norm => DecodeLength((byte)norm))];

    /// <summary>The similarity that Lucene encodes norms with.</summary>
    public static Similarity Similarity { get; } = new BM25Similarity(K1, B);

    /// <summary>Returns the upper limit of a term's part of any document's score.</summary>
    /// <param name="boost">The weight of the term in the query.</param>
    /// <param name="docFreq">The number of documents that contain the term.</param>
    /// <param name="docCount">The number of all documents.</param>
    public static float ComputeWeight(float boost, int docFreq, int docCount) => ComputeIdf(docFreq, docCount) * boost * (K1 + 1);

    /// <summary>Returns log(1 + (N - n + 0.5) / (n + 0.5)), which is above 0 for every term.</summary>
    public static float ComputeIdf(int docFreq, int docCount) => (float)Math.Log(1 + (docCount - docFreq + 0.5D) / (docFreq + 0.5D));

    /// <summary>Returns, for each norm, k1 * (1 - b + b * length / average): the term added to tf in the denominator.</summary>
    /// <param name="docCountByNorm">
    /// The number of documents with each norm; norm 0 means that the document does not have the field.
    /// </param>
    public static float[] ComputeSaturation(ReadOnlySpan<int> docCountByNorm)
    {
        (double totalLength, int docCount) = (0, 0);
        for (int norm = 0; norm < docCountByNorm.Length; norm++)
        {
            if (norm > 0) totalLength += docCountByNorm[norm] * (double)LengthByNorm[norm];
            docCount += docCountByNorm[norm];
        }
        // Rounded to a whole number, as Lucene counts the total length.
        float average = (float)(Math.Max(1, (long)Math.Round(totalLength)) / (double)docCount);
        return [.. LengthByNorm.Select(length => K1 * (1 - B + B * length / average))];
    }

    /// <summary>Inverts Lucene's encoding: a norm is 1 / sqrt(length) as an 8-bit float.</summary>
    private static float DecodeLength(byte norm)
    {
        float inverseRoot = SmallSingle.SByte315ToSingle((sbyte)norm);
        return 1 / (inverseRoot * inverseRoot);
    }
}
