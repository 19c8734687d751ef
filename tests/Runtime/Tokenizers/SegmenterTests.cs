using Microsoft.ML.Tokenizers;
using SearchEngine.Runtime.Tokenizers;
using SearchEngine.Runtime.Tokenizers.PreTokenizers;

namespace SearchEngine.Runtime.Tests.Tokenizers;

public sealed class SegmenterTests
{
    [Fact]
    public void SegmentStopsAsSoonAsThereAreMoreTokensThanTheLimit()
    {
        CountingPreTokenizer preTokenizer = new();
        Segmenter segmenter = new(normalizer: null, preTokenizer, TinyTokenizer.Load().Model, addedTokens: []);

        TokenBuffer tokens = segmenter.Segment(string.Concat(Enumerable.Repeat("abc ", 1000)), limit: 6);

        Assert.Equal(TinyTokenizer.Ids("a", "##b", "##c", "a", "##b", "##c", "a", "##b", "##c"), tokens.Ids);
        Assert.Equal(3, preTokenizer.Words);
    }

    [Fact]
    public void SegmentLooksAtEveryWordOnce()
    {
        CountingPreTokenizer preTokenizer = new();
        Segmenter segmenter = new(normalizer: null, preTokenizer, TinyTokenizer.Load().Model, addedTokens: []);

        segmenter.Segment(string.Concat(Enumerable.Repeat("ab? ", 1000)), limit: int.MaxValue);

        Assert.Equal(2000, preTokenizer.Words);
    }

    private sealed class CountingPreTokenizer : PreTokenizer
    {
        private readonly BertPreTokenizer _inner = new();

        public int Words { get; private set; }

        public override IEnumerable<(int Offset, int Length)> PreTokenize(string text)
        {
            foreach ((int Offset, int Length) word in _inner.PreTokenize(text))
            {
                Words++;
                yield return word;
            }
        }

        public override IEnumerable<(int Offset, int Length)> PreTokenize(ReadOnlySpan<char> text) => PreTokenize(text.ToString());
    }
}
