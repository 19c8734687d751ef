using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs.Encoders;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Tests;

namespace SearchEngine.Runtime.Tests.Graphs.Encoders;

/// <summary>Tests field names of older published checkpoints; the fixtures have the current names.</summary>
public sealed class OlderFieldNamesTests
{
    private const string ModernBert = """
        {
          "model_type": "modernbert", "torch_dtype": "float16", "vocab_size": 900, "hidden_size": 64, "intermediate_size": 96,
          "num_hidden_layers": 4,
          "num_attention_heads": 4, "max_position_embeddings": 512, "hidden_activation": "gelu", "norm_eps": 1e-05, "norm_bias": false,
          "attention_bias": false,
          "mlp_bias": false, "local_attention": 16, "global_attn_every_n_layers": 3, "global_rope_theta": 160000.0,
          "local_rope_theta": 10000.0
        }
        """;

    /// <summary>The fields of nomic-ai/nomic-embed-text-v1.5 with this fixture's sizes.</summary>
    private const string NomicBert = """
        {
          "model_type": "nomic_bert", "torch_dtype": "float32", "vocab_size": 900, "n_embd": 64, "n_head": 4, "n_layer": 3, "n_inner": 128,
          "n_positions": 200,
          "type_vocab_size": 2, "activation_function": "swiglu", "layer_norm_epsilon": 1e-12, "rotary_emb_base": 1000,
          "rotary_emb_fraction": 1.0,
          "rotary_emb_interleaved": false, "rotary_scaling_factor": null, "qkv_proj_bias": false, "mlp_fc1_bias": false,
          "mlp_fc2_bias": false,
          "prenorm": false, "use_rms_norm": false, "max_trained_positions": 100
        }
        """;

    [Theory]
    [InlineData("modernbert", ModernBert)]
    [InlineData("nomic-bert", NomicBert)]
    public void HiddenStates_OlderFieldNames_EqualTheReference(string family, string config)
    {
        ReferenceModel model = ReferenceModel.Load(family);
        using TemporaryFolder folder = ReferenceModel.CopyWithConfig(family, _ => config);
        using EncoderRun encoder = new(folder.Path, EncoderOutput.HiddenStates, Precision.Float32);
        foreach (ReferenceCase expected in model.Cases) model.AssertHidden(expected, encoder.Run(expected.Ids));
    }

    [Theory]
    [InlineData("modernbert", ModernBert)]
    [InlineData("nomic-bert", NomicBert)]
    public void Describe_OlderFieldNames_ReturnTheSameShape(string family, string config)
    {
        using TemporaryFolder folder = ReferenceModel.CopyWithConfig(family, _ => config);
        using Checkpoint older = Checkpoint.Open(folder.Path);
        using Checkpoint newer = Checkpoint.Open(ReferenceModel.Load(family).Folder);
        Assert.Equal(EncoderGraph.Describe(newer), EncoderGraph.Describe(older));
    }

    /// <summary>Such a checkpoint changes its rotary base for texts beyond the trained length, so longer texts are not allowed.</summary>
    [Fact]
    public void Describe_ScaledRotaryPositions_EndsAtTheTrainedLength()
    {
        using TemporaryFolder folder = ReferenceModel.CopyWithConfig("nomic-bert",
            _ => NomicBert.Replace("\"rotary_scaling_factor\": null", "\"rotary_scaling_factor\": 2", StringComparison.Ordinal));
        using Checkpoint checkpoint = Checkpoint.Open(folder.Path);
        Assert.Equal(100, EncoderGraph.Describe(checkpoint).MaxTokens);
    }

    /// <summary>One base for all layers, with the field name of decoders.</summary>
    [Fact]
    public void HiddenStates_AnotherRotaryBase_DifferFromTheReference()
    {
        ReferenceModel model = ReferenceModel.Load("nomic-bert");
        using TemporaryFolder folder = ReferenceModel.CopyWithConfig(
            "nomic-bert", _ => NomicBert.Replace("\"rotary_emb_base\": 1000", "\"rope_theta\": 10000", StringComparison.Ordinal));
        using EncoderRun encoder = new(folder.Path, EncoderOutput.HiddenStates, Precision.Float32);
        float[] hidden = encoder.Run(model.Cases[^1].Ids);
        Assert.Contains(model.Cases[^1].FirstToken.Zip(hidden), pair => Math.Abs(pair.First - pair.Second) > 10 * model.Tolerance);
    }
}
