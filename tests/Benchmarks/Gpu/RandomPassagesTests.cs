using SearchEngine.Benchmarks.Gpu;
using SearchEngine.Runtime.Tokenizers;
using SearchEngine.Tests;

namespace SearchEngine.Benchmarks.Tests.Gpu;

public sealed class RandomPassagesTests
{
    [Fact]
    public void Create_Twice_ReturnsTheSamePassages() => Assert.Equal(RandomPassages.Create(20), RandomPassages.Create(20));

    [Fact]
    public void Create_ManyPassages_AreOfSixtyTo220Tokens()
    {
        TextTokenizer tokenizer = TextTokenizer.Load(Path.Combine(Repository.Models, "reranker-mini-v1"));
        int[] lengths =
        [
            .. RandomPassages.Create(500).Select(
                passage => tokenizer.EncodeIds(passage, new TokenizeOptions { AddSpecialTokens = false }).Length).Order(),
        ];
        Assert.InRange(lengths[0], 60, 65);
        Assert.InRange(lengths[^1], 215, 220);
    }
}
