namespace SearchEngine.Reranker.Tests;

public sealed class AnswerSpanFinderTests
{
    [Fact]
    public void FindBest_RandomLogits_EqualsExhaustiveSearch()
    {
        Random random = new(1);
        for (int round = 0; round < 50; round++)
        {
            int n = random.Next(3, 90), first = random.Next(1, n), count = random.Next(1, n - first + 1);
            float[] logits = [.. Enumerable.Range(0, 2 * n).Select(_ => random.NextSingle() * 10 - 5)];
            (int First, int Last, float Score) expected = Enumerable.Range(first, count)
                .SelectMany(
                    begin => Enumerable.Range(begin, first + count - begin)
                        .Where(end => end - begin < 30)
                        .Select(end => (begin, end, Score: logits[2 * begin] + logits[2 * end + 1])))
                .MaxBy(pair => pair.Score);
            Assert.Equal(expected, AnswerSpanFinder.FindBest(logits, first, count));
        }
    }

    [Fact]
    public void FindBest_EndBeforeStart_IsNotASpan()
    {
        // The most likely start is 3 and the most likely end is 1: the best span that does not run backwards is 3 to 3.
        float[] logits = [0, 0, 0, 9, 0, 0, 9, 0];
        Assert.Equal((3, 3, 9f), AnswerSpanFinder.FindBest(logits, 2, 2));
        Assert.Equal((1, 1, 9f), AnswerSpanFinder.FindBest(logits, 1, 2));
    }

    [Fact]
    public void FindBest_SpanOfThirtyOneTokens_IsTooLong()
    {
        float[] logits = new float[2 * 40];
        (logits[2 * 1], logits[2 * 31 + 1]) = (5, 5);
        Assert.Equal(5, AnswerSpanFinder.FindBest(logits, 1, 39).Score);
        (logits[2 * 31 + 1], logits[2 * 30 + 1]) = (0, 5);
        Assert.Equal((1, 30, 10f), AnswerSpanFinder.FindBest(logits, 1, 39));
    }
}
