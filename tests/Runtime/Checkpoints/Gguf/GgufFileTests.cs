using SearchEngine.Runtime.Checkpoints.Gguf.Formats;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Checkpoints.Gguf;
using SearchEngine.Tests;

namespace SearchEngine.Runtime.Tests.Checkpoints.Gguf;

public sealed class GgufFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Open_EitherVersion_ReturnsShapesOutermostFirst(uint version)
    {
        using GgufFile file = Open(new GgufWriter { Version = version }
            .Add("general.architecture", "tiny")
            .Add(Floats("a", [2, 3], 1, 2, 3, 4, 5, 6))
            .Add(Floats("b", [1], 7)));

        Assert.Equal("tiny", file.Architecture);
        Assert.Equal(["a", "b"], file.Tensors.Keys);
        Assert.Equal([2, 3], file.Tensors["a"].Shape);
        Assert.Equal(6, file.Tensors["a"].Count);
        Assert.Equal([1, 2, 3, 4, 5, 6], file.Read("a", 2, 3));
        Assert.Equal([7], file.Read("b", 1));
        Assert.True(file.Has("b"));
        Assert.False(file.Has("c"));
    }

    [Fact]
    public void Open_AnotherAlignment_FindsTheTensors()
    {
        using GgufFile file = Open(
            new GgufWriter { Alignment = 256 }.Add("general.alignment", 256u).Add(Floats("a", [1], 1)).Add(Floats("b", [1], 2)));

        Assert.Equal([2], file.Read("b", 1));
        Assert.Equal(0, file.Tensors["b"].Offset % 256);
    }

    [Fact]
    public void Open_NoTensors_ReadsTheMetadata()
    {
        using GgufFile file = Open(new GgufWriter().Add("general.architecture", "tiny"));

        Assert.Empty(file.Tensors);
        Assert.Equal("tiny", file.Architecture);
    }

    [Fact]
    public void Read_AnotherShape_NamesBoth()
    {
        using GgufFile file = Open(new GgufWriter().Add(Floats("a", [2, 3], 1, 2, 3, 4, 5, 6)));

        CheckpointException error = Assert.Throws<CheckpointException>(() => file.Read("a", 3, 2));
        Assert.Equal("a", error.Part);
        Assert.Contains("[2, 3]", error.Reason, StringComparison.Ordinal);
        Assert.Contains("[3, 2]", error.Reason, StringComparison.Ordinal);
        Assert.Contains("is missing", Assert.Throws<CheckpointException>(() => file.Read("c", 1)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_WeightThatIsNaN_Throws()
    {
        using GgufFile file = Open(new GgufWriter().Add(Floats("a", [2], 1, float.NaN)));

        Assert.Contains("NaN or infinity", Assert.Throws<CheckpointException>(() => file.Read("a", 2)).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void WeightsHash_ChangedByte_Differs()
    {
        using GgufFile one = Open(new GgufWriter().Add(Floats("a", [1], 1)), "one.gguf");
        using GgufFile same = Open(new GgufWriter().Add(Floats("a", [1], 1)), "same.gguf");
        using GgufFile other = Open(new GgufWriter().Add(Floats("a", [1], 2)), "other.gguf");

        Assert.Equal(one.WeightsHash, same.WeightsHash);
        Assert.NotEqual(one.WeightsHash, other.WeightsHash);
    }

    private static GgufStoredTensor Floats(string name, long[] shape, params float[] values) =>
        new(name, GgmlType.F32, shape, [.. values.SelectMany(BitConverter.GetBytes)]);

    private GgufFile Open(GgufWriter writer, string name = "model.gguf") => GgufFile.Open(writer.Write(_folder[name]));
}
