using SearchEngine.Evaluation.Collections;
using SearchEngine.Reranker;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Benchmarks.Reranking;

/// <summary>A query and the passages to score for it.</summary>
internal sealed record PassageScoring(string Query, string[] Passages)
{
    public const int MinTokens = 60, MaxTokens = 220;

    /// <summary>Takes a collection's first query and its first passages of 60 to 220 tokens.</summary>
    public static PassageScoring FromCollection(BeirCollection collection, TextTokenizer tokenizer, int count)
    {
        TokenizeOptions whole = new() { MaxLength = int.MaxValue, AddSpecialTokens = false };
        IEnumerable<string> texts = collection.Documents().Select(document => document.Text);
        IEnumerable<string> passages = texts.Where(text => tokenizer.EncodeIds(text, whole).Length is >= MinTokens and <= MaxTokens);
        return new PassageScoring(collection.Queries[0].Text, [.. passages.Take(count)]);
    }

    public TokenizedText[] Tokenize(TextTokenizer tokenizer) => [.. Passages.Select(passage => tokenizer.EncodePair(Query, passage))];

    /// <summary>Re-ranks the passages with a model. Scores are in the order of the passages.</summary>
    public void Rerank(CrossEncoder model, float[] scores)
    {
        foreach (RerankedPassage passage in model.RerankAsync(Query, Passages).Result.Passages)
        {
            scores[passage.Index] = passage.Score!.Logit;
        }
    }

    /// <summary>Times two implementations in turn, and returns the largest difference between their scores.</summary>
    /// <exception cref="InvalidOperationException">Scores differ by more than <paramref name="tolerance"/>.</exception>
    public (PairedRatio Ratio, float Difference) Compare(
        int pairs,
        float tolerance,
        Action<float[]> candidate,
        string name,
        Action<float[]> baseline)
    {
        float[] expected = new float[Passages.Length], actual = new float[Passages.Length];
        candidate(expected);
        baseline(actual);
        float maximum = expected.Zip(actual, (x, y) => Math.Abs(x - y)).Max();
        if (!(maximum <= tolerance)) throw new InvalidOperationException($"{name}: the scores of a passage differ by {maximum}");
        return (PairedRatio.Measure(pairs, () => candidate(expected), () => baseline(actual)), maximum);
    }
}
