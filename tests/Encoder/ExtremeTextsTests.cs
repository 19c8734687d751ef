using Microsoft.Extensions.AI;

namespace SearchEngine.Encoder.Tests;

/// <summary>Texts that nobody means to encode, and that come all the same.</summary>
public sealed class ExtremeTextsTests(TinyModel model) : IClassFixture<TinyModel>
{
    [Theory]
    [InlineData("\uD800")]
    [InlineData("\uDC00 city")]
    [InlineData("city \uD83D")]
    [InlineData("\uDC00\uD800")]
    public void Encode_ALoneSurrogate_GivesNumbers(string text)
    {
        using TextEncoder encoder = model.Load();
        float[] embedding = new float[encoder.Dimensions];
        encoder.Encode(text, TextRole.Document, embedding);
        Assert.All(embedding, x => Assert.True(float.IsFinite(x)));
    }

    [Theory]
    [InlineData("city ")]
    [InlineData("x")]
    [InlineData(" ")]
    [InlineData("\u0301")]
    public void Encode_TenMegabytes_IsItsBeginning(string part)
    {
        const int Size = 10_000_000;
        using TextEncoder encoder = model.Load();
        string text = string.Concat(Enumerable.Repeat(part, Size / part.Length));
        float[] embedding = new float[encoder.Dimensions];
        (int tokens, bool truncated) = encoder.Encode(text, TextRole.Document, embedding);
        Assert.Equal(part == "city ", truncated);
        Assert.InRange(tokens, 2, encoder.MaxTokens);
        Assert.All(embedding, x => Assert.True(float.IsFinite(x)));
    }

    [Fact]
    public async Task Generate_AHundredThousandEmptyTexts_GivesOneEmbeddingForEach()
    {
        const int Count = 100_000;
        using TextEncoder encoder = model.Load();
        float[] empty = new float[encoder.Dimensions];
        encoder.Encode("", TextRole.Document, empty);

        GeneratedEmbeddings<Embedding<float>> embeddings = await encoder.GenerateAsync(Enumerable.Repeat("", Count), cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(Count, embeddings.Count);
        Assert.Equal(2 * Count, embeddings.Usage?.InputTokenCount);
        Assert.All(embeddings, embedding => Assert.True(embedding.Vector.Span.SequenceEqual(empty)));
    }
}
