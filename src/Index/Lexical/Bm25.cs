using Lucene.Net.Search.Similarities;
using Lucene.Net.Util;

namespace SearchEngine.Index.Lexical;

/// <summary>
/// BM25 (Robertson and Walker 1994), to the bit as Lucene's BM25Similarity has it: idf * (k1 + 1) * tf / (tf + k1 * (1 - b + b * length / average)).
/// A length is read from one byte, the norm; the larger the byte, the shorter the text.
/// </summary>
internal static class Bm25
{
    /// <summary>Saturation of term frequency, and correction for length. By nDCG@10 on NFCorpus and CoSQA dev.</summary>
    private const float K1 = 1.2f, B = 0.75f;

    private static readonly float[] LengthByNorm = [.. Enumerable.Range(0, 256).Select(static norm => DecodeLength((byte)norm))];

    /// <summary>What Lucene writes norms by.</summary>
    public static Similarity Similarity { get; } = new BM25Similarity(K1, B);

    /// <summary>What a term's part of a score stays below, whatever the document.</summary>
    /// <param name="boost">What the term counts in the query.</param>
    /// <param name="docFreq">Documents that have the term.</param>
    /// <param name="docCount">All documents.</param>
    public static float ComputeWeight(float boost, int docFreq, int docCount) => ComputeIdf(docFreq, docCount) * boost * (K1 + 1);

    /// <summary>log(1 + (N - n + 0.5) / (n + 0.5)), which is above 0 for every term.</summary>
    public static float ComputeIdf(int docFreq, int docCount) => (float)Math.Log(1 + (docCount - docFreq + 0.5D) / (docFreq + 0.5D));

    /// <summary>What is added to tf below the fraction, by norm.</summary>
    /// <param name="docCountByNorm">How many documents have each norm; 0 is a document without the field.</param>
    public static float[] ComputeSaturation(ReadOnlySpan<int> docCountByNorm)
    {
        (double length, int documents) = (0, 0);
        for (int norm = 0; norm < docCountByNorm.Length; norm++)
        {
            if (norm > 0) length += docCountByNorm[norm] * (double)LengthByNorm[norm];
            documents += docCountByNorm[norm];
        }
        // The average is of whole lengths, as Lucene counts them.
        float average = (float)(Math.Max(1, (long)Math.Round(length)) / (double)documents);
        return [.. LengthByNorm.Select(of => K1 * (1 - B + B * of / average))];
    }

    /// <summary>The inverse of the similarity's coding: the norm is 1 / sqrt(length) in one byte.</summary>
    private static float DecodeLength(byte norm)
    {
        float inverseRoot = SmallSingle.SByte315ToSingle((sbyte)norm);
        return 1 / (inverseRoot * inverseRoot);
    }
}
