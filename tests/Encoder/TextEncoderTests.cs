using System.Numerics.Tensors;
using Microsoft.Extensions.AI;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs;

namespace SearchEngine.Encoder.Tests;

public sealed class TextEncoderTests : IDisposable
{
    private static readonly string[] Texts = ["What is the capital of France?", "", "the city of light", "a", "in the ninth month of 1969"];

    private readonly TinyModel _model = new();

    public void Dispose() => _model.Dispose();

    [Fact]
    public async Task Generate_ManyTexts_KeepsOrder()
    {
        using TextEncoder encoder = _model.Load();
        GeneratedEmbeddings<Embedding<float>> embeddings = await Generate(encoder, Texts);
        Assert.Equal(Texts.Length, embeddings.Count);
        for (int i = 0; i < Texts.Length; i++) Assert.Equal(Alone(encoder, Texts[i]), embeddings[i].Vector.ToArray());
        Assert.Distinct(embeddings.Select(embedding => embedding.Vector.Span[0]));
    }

    [Fact]
    public async Task Generate_ManyTexts_CountsInputTokens()
    {
        using TextEncoder encoder = _model.Load();
        long tokens = Texts.Sum(text => (long)_model.LoadTokenizer().EncodeIds(text).Length);
        UsageDetails? usage = (await Generate(encoder, Texts)).Usage;
        Assert.Equal((tokens, tokens), (usage!.InputTokenCount, usage.TotalTokenCount));
    }

    [Fact]
    public async Task Generate_TextOverTokenLimit_IsTruncatedAndMarked()
    {
        using TextEncoder encoder = _model.Load();
        string fits = string.Join(' ', Enumerable.Repeat("the", TinyModel.MaxTokens - 2));
        GeneratedEmbeddings<Embedding<float>> embeddings = await Generate(encoder, [fits, fits + " city"]);

        Assert.Null(embeddings[0].AdditionalProperties);
        Assert.Equal(true, embeddings[1].AdditionalProperties?[TextEncoder.TruncatedKey]);
        Assert.Equal(embeddings[0].Vector.ToArray(), embeddings[1].Vector.ToArray());
        Assert.Equal(2 * TinyModel.MaxTokens, embeddings.Usage?.InputTokenCount);
    }

    [Fact]
    public async Task Generate_NoTexts_ReturnsNoEmbeddings()
    {
        using TextEncoder encoder = _model.Load();
        GeneratedEmbeddings<Embedding<float>> embeddings = await Generate(encoder, []);
        Assert.Empty(embeddings);
        Assert.Equal(0, embeddings.Usage?.TotalTokenCount);
    }

    [Fact]
    public void Encode_EmptyText_EncodesOnlySpecialTokens()
    {
        using TextEncoder encoder = _model.Load();
        float[] embedding = new float[encoder.Dimensions];
        Assert.Equal((2, false), encoder.Encode("", TextRole.Document, embedding));
        Assert.Equal(EncodeIds(encoder, [.. Ids("[CLS]"), .. Ids("[SEP]")]), embedding);
        Assert.All(embedding, number => Assert.True(float.IsFinite(number)));
    }

    [Fact]
    public void Encode_ModelWithPrompts_PrependsPromptOfRole()
    {
        _model.WritePrompts("What is: ", "the text ");
        using TextEncoder encoder = _model.Load();
        float[] query = Alone(encoder, "the city", TextRole.Query), document = Alone(encoder, "the city");

        Assert.Equal(EncodeIds(encoder, _model.LoadTokenizer().EncodeIds("What is: the city")), query);
        Assert.Equal(EncodeIds(encoder, _model.LoadTokenizer().EncodeIds("the text the city")), document);
        Assert.NotEqual(query, document);
    }

    [Fact]
    public async Task Generate_OptionsForQueries_UsesQueryPrompt()
    {
        _model.WritePrompts("What is: ", "");
        using TextEncoder encoder = _model.Load();
        IReadOnlyList<Embedding<float>> queries = await encoder.GenerateAsync(
            ["the city"],
            TextRoleOptions.ForQueries(),
            TestContext.Current.CancellationToken);
        IReadOnlyList<Embedding<float>> documents = await Generate(encoder, ["the city"]);
        Assert.Equal(Alone(encoder, "the city", TextRole.Query), queries[0].Vector.ToArray());
        Assert.Equal(Alone(encoder, "the city"), documents[0].Vector.ToArray());
        Assert.NotEqual(queries[0].Vector.ToArray(), documents[0].Vector.ToArray());
    }

    [Theory]
    [InlineData("the [SEP] city", "[SEP]")]
    [InlineData("the [MASK] city", "[MASK]")]
    [InlineData("[CLS]", "[CLS]")]
    public void Encode_ControlTokenInText_IsEncodedAsText(string text, string control)
    {
        using TextEncoder encoder = _model.Load();
        string name = control.Trim('[', ']');
        int[] spelledOut =
        [
            .. text.Split(' ').SelectMany(word => word == control ? [.. Words("["), .. Words(name), .. Words("]")] : Words(word)),
        ];
        int[] controlled = [.. text.Split(' ').SelectMany(word => word == control ? Ids(word) : Words(word))];

        Assert.Equal(EncodeIds(encoder, AddFrame(spelledOut)), Alone(encoder, text));
        Assert.NotEqual(EncodeIds(encoder, AddFrame(controlled)), Alone(encoder, text));
    }

    [Fact]
    public void Encode_TooManyOrNoIds_Throws()
    {
        using TextEncoder encoder = _model.Load();
        ArgumentOutOfRangeException exception = Assert.Throws<ArgumentOutOfRangeException>(
            () => EncodeIds(encoder, new int[TinyModel.MaxTokens + 1]));
        Assert.Contains("200", exception.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => EncodeIds(encoder, []));
    }

    [Fact]
    public async Task Generate_OtherDimensions_ThrowsAndReportsBothNumbers()
    {
        using TextEncoder encoder = _model.Load();
        ArgumentException exception = await Assert.ThrowsAsync<ArgumentException>(() =>
            encoder.GenerateAsync(["a"], new EmbeddingGenerationOptions { Dimensions = 63 }, TestContext.Current.CancellationToken));
        Assert.Contains("63", exception.Message, StringComparison.Ordinal);
        Assert.Contains("64", exception.Message, StringComparison.Ordinal);
        Assert.Single(
            await encoder.GenerateAsync(["a"], new EmbeddingGenerationOptions { Dimensions = 64 }, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void GetService_SupportedTypes_ReturnsEncoderAndMetadata()
    {
        using TextEncoder encoder = _model.Load();
        EmbeddingGeneratorMetadata metadata = encoder.GetRequiredService<EmbeddingGeneratorMetadata>();
        Assert.Equal(("SearchEngine", "bert-tiny", 64), (metadata.ProviderName, metadata.DefaultModelId, metadata.DefaultModelDimensions));
        Assert.Same(encoder, encoder.GetService<TextEncoder>());
        Assert.Null(encoder.GetService(typeof(TextEncoder), "a key"));
        Assert.Null(encoder.GetService<string>());
    }

    [Fact]
    public void Load_FolderWithoutTokenizer_ReportsFile()
    {
        File.Delete(Path.Combine(_model.Folder, "tokenizer.json"));
        Assert.Contains("tokenizer.json", Assert.Throws<CheckpointException>(() => _model.Load()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Encode_Int8_HasFloat32Direction()
    {
        using TextEncoder exact = _model.Load(Precision.Float32), quantized = _model.Load(Precision.Int8);
        foreach (string text in Texts)
        {
            float cosine = TensorPrimitives.CosineSimilarity<float>(Alone(exact, text), Alone(quantized, text));
            Assert.InRange(cosine, 0.98f, 1.0001f);
        }
    }

    private static Task<GeneratedEmbeddings<Embedding<float>>> Generate(TextEncoder encoder, IEnumerable<string> texts) =>
        encoder.GenerateAsync(texts, cancellationToken: TestContext.Current.CancellationToken);

    private static float[] Alone(TextEncoder encoder, string text, TextRole role = TextRole.Document)
    {
        float[] embedding = new float[encoder.Dimensions];
        encoder.Encode(text, role, embedding);
        return embedding;
    }

    private static float[] EncodeIds(TextEncoder encoder, int[] ids)
    {
        float[] embedding = new float[encoder.Dimensions];
        encoder.Encode(ids, embedding);
        return embedding;
    }

    private int[] Ids(string token) => [_model.LoadTokenizer().TokenToId(token)!.Value];

    private int[] Words(string text) => _model.LoadTokenizer().EncodeIds(text, new() { AddSpecialTokens = false });

    private int[] AddFrame(int[] ids) => [.. Ids("[CLS]"), .. ids, .. Ids("[SEP]")];
}
