using System.Numerics.Tensors;
using SearchEngine.Runtime.Sessions;
using SearchEngine.Tests;

namespace SearchEngine.Encoder.Tests;

/// <summary>A vector for each token.</summary>
public sealed class TokenEncoderTests : IDisposable
{
    private readonly TinyModel _model = new();

    public void Dispose() => _model.Dispose();

    [Fact]
    public void Encode_AText_GivesEachTokenAVectorOfLengthOneAndItsPlace()
    {
        using TokenEncoder encoder = Load(_model.Folder, _model.CacheFolder);
        TokenEmbeddings tokens = encoder.Encode("The cat sat.");
        Assert.Equal(
            "The cat sat.",
            string.Concat(
                tokens.Offsets.Select(
                    (span, i) => (i > 0 && span.Start > tokens.Offsets[i - 1].End ? " " : "") + "The cat sat."[span.Start..span.End])));
        Assert.Equal(TinyModel.Dimensions, tokens.Dimensions);
        for (int i = 0; i < tokens.Count; i++) Assert.Equal(1, TensorPrimitives.Norm(tokens[i]), 1e-4f);
    }

    [Fact]
    public void Encode_Empty_HasNoTokens()
    {
        using TokenEncoder encoder = Load(_model.Folder, _model.CacheFolder);
        Assert.Equal(0, encoder.Encode("").Count);
    }

    [Fact]
    public void Encode_LongerThanTheModelReads_IsCut()
    {
        using TokenEncoder encoder = Load(_model.Folder, _model.CacheFolder);
        Assert.Equal(TinyModel.MaxTokens - 2, encoder.Encode(string.Concat(Enumerable.Repeat("cat ", 2 * TinyModel.MaxTokens))).Count);
    }

    /// <summary>
    /// In context a word is most like itself, and a name more like a name than like a verb: what late interaction lives
    /// on.
    /// </summary>
    [Fact]
    public void Encode_TheModelInTheBox_MeetsAWordByTheSameWord()
    {
        using TemporaryFolder graphs = new();
        using TokenEncoder encoder = Load(Path.Combine(Repository.Models, "bge-small-en-v1.5"), graphs.Path);
        TokenEmbeddings question = encoder.Encode("Who founded Genoa?"), sentence = encoder.Encode(
            "The harbour of Genoa was closed in spring.");
        int asked = Place(question, "Who founded Genoa?", "Genoa"), said = Place(
            sentence,
            "The harbour of Genoa was closed in spring.",
            "Genoa");
        Assert.Equal(said, Enumerable.Range(0, sentence.Count).MaxBy(i => TensorPrimitives.Dot(question[asked], sentence[i])));
    }

    private static int Place(TokenEmbeddings tokens, string text, string word) =>
        Enumerable.Range(0, tokens.Count).First(i => tokens.Offsets[i].Start == text.IndexOf(word, StringComparison.Ordinal));

    private static TokenEncoder Load(string folder, string graphs) =>
        TokenEncoder.Load(folder, new EncoderOptions { Cache = new GraphCache(graphs) });
}
