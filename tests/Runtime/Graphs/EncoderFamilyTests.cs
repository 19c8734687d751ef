using System.Numerics.Tensors;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs.Encoders;
using SearchEngine.Runtime.Graphs;

namespace SearchEngine.Runtime.Tests.Graphs;

/// <summary>Tests for every encoder family.</summary>
public sealed class EncoderFamilyTests
{
    public static TheoryData<string> Families => ReferenceModel.Encoders;

    [Theory]
    [MemberData(nameof(Families))]
    public void HiddenStates_Alone_EqualTheReference(string family)
    {
        ReferenceModel model = ReferenceModel.Load(family);
        using EncoderRun encoder = new(model.Folder, EncoderOutput.HiddenStates, Precision.Float32);
        foreach (ReferenceCase expected in model.Cases) model.AssertHidden(expected, encoder.Run(expected.Ids));
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void HiddenStates_Packed_EqualTheReference(string family)
    {
        ReferenceModel model = ReferenceModel.Load(family);
        using EncoderRun encoder = new(model.Folder, EncoderOutput.PackedHiddenStates, Precision.Float32);
        IReadOnlyList<float[]> packed = encoder.RunPacked([.. model.Cases.Select(expected => expected.Ids)]);
        for (int i = 0; i < model.Cases.Count; i++) model.AssertHidden(model.Cases[i], packed[i]);
    }

    /// <summary>Checks every token, not only those in the reference.</summary>
    [Theory]
    [MemberData(nameof(Families))]
    public void HiddenStates_PackedInAnyOrder_EqualSingleRuns(string family)
    {
        const float Same = 1e-4f;
        ReferenceModel model = ReferenceModel.Load(family);
        using EncoderRun alone = new(model.Folder, EncoderOutput.HiddenStates, Precision.Float32);
        using EncoderRun encoder = new(model.Folder, EncoderOutput.PackedHiddenStates, Precision.Float32);
        long[][] texts = [.. model.Cases.Select(expected => expected.Ids).Reverse()];
        IReadOnlyList<float[]> packed = encoder.RunPacked(texts);
        for (int i = 0; i < texts.Length; i++)
        {
            float[] expected = alone.Run(texts[i]);
            Assert.Equal(expected.Length, packed[i].Length);
            for (int at = 0; at < expected.Length; at++) Assert.Equal(expected[at], packed[i][at], Same);
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Embedding_EitherPooling_EqualsTheReference(string family)
    {
        ReferenceModel model = ReferenceModel.Load(family);
        using EncoderRun mean = new(model.Folder, EncoderOutput.Embedding, Precision.Float32, ReferenceModel.Pooling(PoolingMode.Mean));
        using EncoderRun cls = new(model.Folder, EncoderOutput.Embedding, Precision.Float32, ReferenceModel.Pooling(PoolingMode.Cls));
        foreach (ReferenceCase expected in model.Cases)
        {
            model.AssertClose(expected.Mean, mean.Run(expected.Ids));
            model.AssertClose(expected.Cls, cls.Run(expected.Ids));
        }
    }

    /// <summary>The CPU has few float16 kernels and converts back and forth, but the result is the same.</summary>
    [Theory]
    [MemberData(nameof(Families))]
    public void Float16_SingleAndPacked_MatchTheReferenceDirection(string family)
    {
        ReferenceModel model = ReferenceModel.Load(family);
        using EncoderRun alone = new(model.Folder, EncoderOutput.Embedding, Precision.Float16, ReferenceModel.Pooling(PoolingMode.Cls));
        using EncoderRun encoder = new(model.Folder, EncoderOutput.PackedHiddenStates, Precision.Float16);
        IReadOnlyList<float[]> packed = encoder.RunPacked([.. model.Cases.Select(expected => expected.Ids)]);
        for (int i = 0; i < model.Cases.Count; i++)
        {
            ReferenceCase expected = model.Cases[i];
            Assert.InRange(TensorPrimitives.CosineSimilarity<float>(expected.Cls, alone.Run(expected.Ids)), 0.9999f, 1.0001f);
            Assert.InRange(
                TensorPrimitives.CosineSimilarity<float>(expected.FirstToken, packed[i].AsSpan(0, expected.FirstToken.Length)),
                0.9999f,
                1.0001f);
        }
    }

    /// <summary>
    /// Pooling the first token of a random model is the hardest case: nothing is averaged, and 64 numbers have little redundancy.
    /// </summary>
    [Theory]
    [MemberData(nameof(Families))]
    public void Embedding_Int8_MatchesTheReferenceDirection(string family)
    {
        ReferenceModel model = ReferenceModel.Load(family);
        using EncoderRun mean = new(model.Folder, EncoderOutput.Embedding, Precision.Int8, ReferenceModel.Pooling(PoolingMode.Mean));
        using EncoderRun cls = new(model.Folder, EncoderOutput.Embedding, Precision.Int8, ReferenceModel.Pooling(PoolingMode.Cls));
        foreach (ReferenceCase expected in model.Cases)
        {
            Assert.InRange(TensorPrimitives.CosineSimilarity<float>(expected.Mean, mean.Run(expected.Ids)), 0.99f, 1.0001f);
            Assert.InRange(TensorPrimitives.CosineSimilarity<float>(expected.Cls, cls.Run(expected.Ids)), 0.99f, 1.0001f);
        }
    }
}
