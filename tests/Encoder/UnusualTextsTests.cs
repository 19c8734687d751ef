namespace SearchEngine.Encoder.Tests;

/// <summary>Tests of malformed, very long and very many texts.</summary>
public sealed class UnusualTextsTests : IDisposable
{
    private readonly TinyModel _model = new();

    public void Dispose() => _model.Dispose();

    [Fact]
    public async Task Generate_LoneSurrogates_AreEncodedInOrder()
    {
        string[] texts = ["the \ud800 city", "\udc00", "\udc00\ud800", "the city \ud83c", "the city"];
        using TextEncoder encoder = _model.Load();
        float[][] together = await GenerateAsync(encoder, texts);
        Assert.Equal(texts.Length, together.Length);
        for (int i = 0; i < texts.Length; i++)
        {
            float[] alone = new float[encoder.Dimensions];
            encoder.Encode(texts[i], TextRole.Document, alone);
            Assert.Equal(alone, together[i]);
            Assert.All(alone, number => Assert.True(float.IsFinite(number)));
        }
    }

    [Theory]
    [InlineData("the city ")]
    [InlineData("a")]
    public async Task Generate_TenMegabyteText_IsTruncated(string piece)
    {
        string text = string.Concat(Enumerable.Repeat(piece, 10_000_000 / piece.Length));
        using TextEncoder encoder = _model.Load();
        float[][] embeddings = await GenerateAsync(encoder, [text, "the city"]);
        float[] alone = new float[encoder.Dimensions];
        (int tokens, _) = encoder.Encode(text, TextRole.Document, alone);
        Assert.InRange(tokens, 3, TinyModel.MaxTokens);
        Assert.Equal(alone, embeddings[0]);
        encoder.Encode("the city", TextRole.Document, alone);
        Assert.Equal(alone, embeddings[1]);
    }

    [Fact]
    public async Task Generate_HundredThousandEmptyTexts_AreEqualAndInOrder()
    {
        const int Count = 100_000, Other = 61_803;
        using TextEncoder encoder = _model.Load();
        float[] empty = new float[encoder.Dimensions], city = new float[encoder.Dimensions];
        (int tokens, _) = encoder.Encode("", TextRole.Document, empty);
        encoder.Encode("the city", TextRole.Document, city);
        string[] texts = new string[Count];
        Array.Fill(texts, "");
        texts[Other] = "the city";

        float[][] embeddings = await GenerateAsync(encoder, texts);

        Assert.Equal(2, tokens);
        Assert.Equal(Count, embeddings.Length);
        for (int i = 0; i < Count; i++)
        {
            if (!embeddings[i].AsSpan().SequenceEqual(i == Other ? city : empty)) Assert.Fail($"text {i} has an unexpected embedding");
        }
    }

    private static async Task<float[][]> GenerateAsync(TextEncoder encoder, string[] texts)
    {
        var embeddings = await encoder.GenerateAsync(texts, cancellationToken: TestContext.Current.CancellationToken);
        return [.. embeddings.Select(embedding => embedding.Vector.ToArray())];
    }
}
