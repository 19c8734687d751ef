using System.Numerics.Tensors;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Tests;

namespace SearchEngine.Encoder.Tests;

/// <summary>Tests of embeddings per token.</summary>
public sealed class TokenEncoderTests : IDisposable
{
    private readonly TinyModel _model = new();

    public void Dispose() => _model.Dispose();

    [Fact]
    public void Encode_Text_ReturnsUnitVectorAndOffsetsPerToken()
    {
        using TokenEncoder encoder = Load(_model.Folder, _model.CacheFolder);
        const string Text = "The cat sat.";
        TokenEmbeddings tokens = encoder.Encode(Text);
        IEnumerable<string> words = tokens.Offsets.Select(
            (span, i) => (i > 0 && span.Start > tokens.Offsets[i - 1].End ? " " : "") + Text[span.Start..span.End]);
        Assert.Equal(Text, string.Concat(words));
        Assert.Equal(TinyModel.Dimensions, tokens.Dimensions);
        for (int i = 0; i < tokens.Count; i++) Assert.Equal(1, TensorPrimitives.Norm(tokens[i]), 1e-4f);
    }

    [Fact]
    public void Encode_EmptyText_HasNoTokens()
    {
        using TokenEncoder encoder = Load(_model.Folder, _model.CacheFolder);
        Assert.Equal(0, encoder.Encode("").Count);
    }

    [Fact]
    public void Encode_TextOverTokenLimit_IsTruncated()
    {
        using TokenEncoder encoder = Load(_model.Folder, _model.CacheFolder);
        Assert.Equal(TinyModel.MaxTokens - 2, encoder.Encode(string.Concat(Enumerable.Repeat("cat ", 2 * TinyModel.MaxTokens))).Count);
    }

    /// <summary>
    /// In two contexts, a word is more similar to itself than to other words, which late interaction relies on.
    /// </summary>
    [Fact]
    public void Encode_ShippedModel_MatchesWordWithSameWord()
    {
        using TemporaryFolder graphs = new();
        using TokenEncoder encoder = Load(Path.Combine(Repository.Models, "bge-small-en-v1.5"), graphs.Path);
        const string Question = "Who founded Genoa?", Sentence = "The harbour of Genoa was closed in spring.";
        TokenEmbeddings question = encoder.Encode(Question), sentence = encoder.Encode(Sentence);
        int queryToken = FindToken(question, Question, "Genoa"), sentenceToken = FindToken(sentence, Sentence, "Genoa");
        int mostSimilar = Enumerable.Range(0, sentence.Count).MaxBy(i => TensorPrimitives.Dot(question[queryToken], sentence[i]));
        Assert.Equal(sentenceToken, mostSimilar);
    }

    private static int FindToken(TokenEmbeddings tokens, string text, string word) =>
        Enumerable.Range(0, tokens.Count).First(i => tokens.Offsets[i].Start == text.IndexOf(word, StringComparison.Ordinal));

    private static TokenEncoder Load(string folder, string graphs) =>
        TokenEncoder.Load(folder, new EncoderOptions { Cache = new GraphCache(graphs) });
}
