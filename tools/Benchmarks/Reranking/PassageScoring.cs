using SearchEngine.Evaluation.Collections;
using SearchEngine.Reranker;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Benchmarks.Reranking;

/// <summary>A query and the passages that are scored for it, by whatever way.</summary>
internal sealed record PassageScoring(string Query, string[] Passages)
{
    public const int Shortest = 60, Longest = 220;

    /// <summary>A collection's first passages of 60 to 220 tokens, and its first query.</summary>
    public static PassageScoring Of(BeirCollection collection, TextTokenizer tokenizer, int count) => new(
        collection.Queries[0].Text,
        [.. collection.Documents().Select(document => document.Text).Where(text => tokenizer.EncodeIds(text, new TokenizeOptions { MaxLength = int.MaxValue, AddSpecialTokens = false }).Length is >= Shortest and <= Longest).Take(count)]);

    public TokenizedText[] Tokenize(TextTokenizer tokenizer) => [.. Passages.Select(passage => tokenizer.EncodePair(Query, passage))];

    /// <summary>Has a model re-rank the passages; scores are given in the passages' order.</summary>
    public void Rerank(CrossEncoder model, float[] scores)
    {
        foreach (RerankedPassage passage in model.RerankAsync(Query, Passages).Result.Passages) scores[passage.Index] = passage.Score!.Logit;
    }

    /// <summary>Times two ways in turn, which must agree but for <paramref name="tolerance"/>; gives the greatest difference of a score, too.</summary>
    public (PairedRatio Ratio, float Difference) Compare(int pairs, float tolerance, Action<float[]> candidate, string name, Action<float[]> baseline)
    {
        float[] expected = new float[Passages.Length], actual = new float[Passages.Length];
        candidate(expected);
        baseline(actual);
        float most = expected.Zip(actual, (x, y) => Math.Abs(x - y)).Max();
        if (!(most <= tolerance)) throw new InvalidOperationException($"{name}: a passage's scores differ by {most}");
        return (PairedRatio.Measure(pairs, () => candidate(expected), () => baseline(actual)), most);
    }
}
