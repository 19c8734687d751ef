using SearchEngine.Runtime.Tokenizers;
using SearchEngine.Runtime.Tokenizers.PreTokenizers;

namespace SearchEngine.Runtime.Tests.Tokenizers;

public sealed class SegmenterTests
{
    [Fact]
    public void Segment_MoreTokensThanTheLimit_Stops()
    {
        CountingPreTokenizer preTokenizer = new();
        Segmenter segmenter = new(normalizer: null, preTokenizer, TinyTokenizer.Load().Model, addedTokens: []);

        TokenBuffer tokens = segmenter.Segment(string.Concat(Enumerable.Repeat("abc ", 1000)), limit: 6);

        Assert.Equal(TinyTokenizer.Ids("a", "##b", "##c", "a", "##b", "##c", "a", "##b", "##c"), tokens.Ids);
        Assert.Equal(3, preTokenizer.Words);
    }

    [Fact]
    public void Segment_EveryWord_IsReadOnce()
    {
        CountingPreTokenizer preTokenizer = new();
        Segmenter segmenter = new(normalizer: null, preTokenizer, TinyTokenizer.Load().Model, addedTokens: []);

        segmenter.Segment(string.Concat(Enumerable.Repeat("ab? ", 1000)), limit: int.MaxValue);

        Assert.Equal(2000, preTokenizer.Words);
    }

    private sealed class CountingPreTokenizer : AligningPreTokenizer
    {
        private readonly BertPreTokenizer _inner = new();

        public int Words { get; private set; }

        public override IEnumerable<Word> PreTokenize(IEnumerable<Word> words)
        {
            foreach (Word word in _inner.PreTokenize(words))
            {
                Words++;
                yield return word;
            }
        }
    }
}
