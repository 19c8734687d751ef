using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Checkpoints.Gguf;
using SearchEngine.Tests;

namespace SearchEngine.Runtime.Tests.Checkpoints.Gguf;

/// <summary>Tests with the generator's file.</summary>
public sealed class ShippedGgufTests
{
    private static readonly string ModelPath = Path.Combine(Repository.Models, "answerer-moe-135m", "answerer-moe-135m.Q4_0.gguf");

    [Fact]
    public void Open_Generator_HasTheDocumentedShape()
    {
        using GgufFile file = Open();

        Assert.Equal("granitemoe", file.Architecture);
        Assert.Equal(30, file.Metadata.GetPositiveInt("granitemoe.block_count"));
        Assert.Equal(100_000, file.Metadata.GetDouble("granitemoe.rope.freq_base"));
        Assert.Equal(49_152, file.Metadata.GetStringsOrNull("tokenizer.ggml.tokens")!.Length);
        Assert.Equal([49_152, 576], file.Tensors["token_embd.weight"].Shape);
        Assert.Equal([8, 64, 576], file.Tensors["blk.0.ffn_gate_exps.weight"].Shape);
        Assert.Equal(392, file.Tensors.Count);
    }

    [Theory]
    [InlineData("token_embd.weight", 8)]
    [InlineData("blk.0.attn_q.weight", 4)]
    [InlineData("blk.29.ffn_down_exps.weight", 4)]
    public void ReadQuantized_Generator_HasTheSameNumbers(string name, int bits)
    {
        using GgufFile file = Open();
        long[] shape = [.. file.Tensors[name].Shape];

        QuantizedWeights blocks = file.ReadQuantizedOrNull(name, shape)!;

        Assert.Equal(bits, blocks.Bits);
        Assert.Equal(file.Read(name, shape), FormatsTests.Dequantize(blocks));
    }

    private static GgufFile Open()
    {
        if (!File.Exists(ModelPath)) Assert.Skip("The generator's file is not there.");
        return GgufFile.Open(ModelPath);
    }
}
