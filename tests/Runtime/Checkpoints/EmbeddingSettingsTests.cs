using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Tests.Graphs;
using SearchEngine.Tests;

namespace SearchEngine.Runtime.Tests.Checkpoints;

public sealed class EmbeddingSettingsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_ShippedModel_IsClsNormalizedWithAQueryPrompt() =>
        Assert.Equal(
            new EmbeddingSettings(PoolingMode.Cls, true, 512, "Represent this sentence for searching relevant passages: ", ""),
            EmbeddingSettings.Read(BgeSmall.Folder));

    [Fact]
    public void Read_PlainFolder_IsMeanPooledAndNormalized() =>
        Assert.Equal(new EmbeddingSettings(PoolingMode.Mean, true, null, "", ""), EmbeddingSettings.Read(_folder.Path));

    [Fact]
    public void Read_ModulesWithoutNormalize_DoesNotNormalize()
    {
        _folder.Write(
            "modules.json",
            """
            [
              {"path":"","type":"sentence_transformers.models.Transformer"},
              {"path":"pool","type":"sentence_transformers.models.Pooling"}
            ]
            """);
        _folder.Write("pool/config.json", """{"pooling_mode_mean_tokens":true}""");
        _folder.Write("config_sentence_transformers.json", """{"prompts":{"query":"query: ","passage":"passage: "}}""");
        Assert.Equal(new EmbeddingSettings(PoolingMode.Mean, false, null, "query: ", "passage: "), EmbeddingSettings.Read(_folder.Path));
    }

    [Theory]
    [InlineData("modules.json", """[{"path":"2_Dense","type":"sentence_transformers.models.Dense"}]""", "Dense")]
    [InlineData("modules.json", """{"path":""}""", "modules.json")]
    [InlineData("sentence_bert_config.json", """{"max_seq_length":"long"}""", "max_seq_length")]
    [InlineData("sentence_bert_config.json", "{", "sentence_bert_config.json")]
    public void Read_UnsupportedModule_IsNamed(string file, string text, string named)
    {
        _folder.Write(file, text);
        CheckpointException error = Assert.Throws<CheckpointException>(() => EmbeddingSettings.Read(_folder.Path));
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_UnsupportedPooling_ListsTheSupportedModes()
    {
        _folder.Write("modules.json", """[{"path":"1_Pooling","type":"sentence_transformers.models.Pooling"}]""");
        _folder.Write("1_Pooling/config.json", """{"pooling_mode_max_tokens":true}""");
        CheckpointException error = Assert.Throws<CheckpointException>(() => EmbeddingSettings.Read(_folder.Path));
        Assert.Contains("pooling_mode_cls_token", error.Reason, StringComparison.Ordinal);
    }
}
