using SearchEngine.Runtime.Graphs;

namespace SearchEngine.Encoder.Tests;

public sealed class EncoderModelTests : IDisposable
{
    private readonly TinyModel _model = new();

    public void Dispose() => _model.Dispose();

    [Fact]
    public void Fingerprint_SameFilesInAnotherFolder_IsEqual()
    {
        using TinyModel copy = new();
        Assert.Equal(_model.Fingerprint(), copy.Fingerprint());
    }

    [Theory]
    [InlineData(Precision.Float32)]
    [InlineData(Precision.Int8)]
    public void Fingerprint_AnyPrecision_IsEqual(Precision precision)
    {
        using TextEncoder encoder = _model.Load(precision);
        Assert.Equal(_model.Fingerprint(), encoder.Fingerprint);
    }

    [Fact]
    public void Fingerprint_EmbeddingInputChanged_Differs()
    {
        List<string> fingerprints = [_model.Fingerprint()];
        void Change(Action edit)
        {
            edit();
            fingerprints.Add(_model.Fingerprint());
        }

        Change(() => _model.WritePooling("pooling_mode_cls_token"));
        Change(() => _model.WritePrompts("query: ", ""));
        Change(() => _model.WritePrompts("query: ", "passage: "));
        Change(() => _model.Write("sentence_bert_config.json", """{"max_seq_length": 64}"""));
        Change(() => _model.Replace("config.json", "\"layer_norm_eps\": 1e-12", "\"layer_norm_eps\": 1e-5"));
        Change(() => _model.Replace("tokenizer.json", "\"lowercase\": true", "\"lowercase\": false"));
        Change(FlipWeightBit);

        Assert.Distinct(fingerprints);
    }

    [Fact]
    public void Fingerprint_OnlyPoolingChanged_Differs()
    {
        _model.WritePooling("pooling_mode_cls_token");
        string first = _model.Fingerprint();
        _model.WritePooling("pooling_mode_mean_tokens");
        Assert.NotEqual(first, _model.Fingerprint());
    }

    [Fact]
    public void MaxTokens_ConfigAndPositionsDiffer_IsTheSmaller()
    {
        Assert.Equal(TinyModel.MaxTokens, MaxTokens());
        _model.Write("sentence_bert_config.json", """{"max_seq_length": 64}""");
        Assert.Equal(64, MaxTokens());
        _model.Write("sentence_bert_config.json", """{"max_seq_length": 4000}""");
        Assert.Equal(TinyModel.MaxTokens, MaxTokens());
    }

    private int MaxTokens()
    {
        using TextEncoder encoder = _model.Load();
        return encoder.MaxTokens;
    }

    private void FlipWeightBit()
    {
        using FileStream weights = new(Path.Combine(_model.Folder, "model.safetensors"), FileMode.Open);
        weights.Position = weights.Length - 4;
        int lowest = weights.ReadByte();
        weights.Position--;
        weights.WriteByte((byte)(lowest ^ 1));
    }
}
