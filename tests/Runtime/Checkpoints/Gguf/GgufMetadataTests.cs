using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Checkpoints.Gguf;
using SearchEngine.Tests;

namespace SearchEngine.Runtime.Tests.Checkpoints.Gguf;

public sealed class GgufMetadataTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void GetInt_EveryIntegerType_IsRead()
    {
        GgufMetadata metadata = Read(writer => writer
            .Add("u8", (byte)200)
            .Add("i8", (sbyte)-2)
            .Add("u16", (ushort)60_000)
            .Add("i16", (short)-3)
            .Add("u32", 7u)
            .Add("i32", -4)
            .Add("u64", 8ul)
            .Add("i64", -5L));

        Assert.Equal([200, -2, 60_000, -3, 7, -4, 8, -5], metadata.Keys.Select(metadata.GetInt));
        Assert.Equal(200, metadata.GetPositiveInt("u8"));
        Assert.Null(metadata.GetIntOrNull("absent"));
    }

    [Fact]
    public void Values_OfEveryOtherType_AreRead()
    {
        GgufMetadata metadata = Read(writer => writer
            .Add("text", "für").Add("single", 0.5f).Add("double", 0.25).Add("int", 3).Add("yes", true).Add("no", false)
            .Add("texts", new[] { "a", "", "für" })
            .Add("ints", new[] { 1u, 2u })
            .Add("longs", new[] { -1L })
            .Add("none", Array.Empty<string>()));

        Assert.Equal("für", metadata.GetString("text"));
        Assert.Equal([0.5, 0.25, 3], [metadata.GetDouble("single"), metadata.GetDouble("double"), metadata.GetDouble("int")]);
        Assert.Equal(9, metadata.GetDouble("absent", 9));
        Assert.True(metadata.GetBool("yes"));
        Assert.False(metadata.GetBool("no", defaultValue: true));
        Assert.True(metadata.GetBool("absent", defaultValue: true));
        Assert.Equal(["a", "", "für"], metadata.GetStringsOrNull("texts")!);
        Assert.Equal([1, 2], metadata.GetIntsOrNull("ints")!);
        Assert.Equal([-1], metadata.GetIntsOrNull("longs")!);
        Assert.Empty(metadata.GetStringsOrNull("none")!);
        Assert.Null(metadata.GetStringsOrNull("absent"));
    }

    [Fact]
    public void Values_OfAnotherType_NameFileKeyAndTypes()
    {
        GgufMetadata metadata = Read(
            writer => writer.Add("text", "a").Add("texts", new[] { "a" }).Add("large", 1L << 40).Add("nan", float.NaN).Add("zero", 0));

        AssertError("text", "is String, but must be an integer", () => metadata.GetInt("text"));
        AssertError("texts", "is an array of String, but must be a string", () => metadata.GetString("texts"));
        AssertError("texts", "is an array of String, but must be a list of integers", () => metadata.GetIntsOrNull("texts"));
        AssertError("large", "is 1099511627776", () => metadata.GetInt("large"));
        AssertError("nan", "must be a finite number", () => metadata.GetDouble("nan"));
        AssertError("zero", "at least 1", () => metadata.GetPositiveInt("zero"));
        AssertError("absent", "is missing, but must be a string", () => metadata.GetString("absent"));
    }

    [Fact]
    public void GetString_InvalidUtf8_Throws()
    {
        GgufMetadata metadata = Read(writer => writer.AddRaw("text", 8, [1, 0, 0, 0, 0, 0, 0, 0, 0xFF]));

        AssertError("text", "is not UTF-8", () => metadata.GetString("text"));
    }

    [Fact]
    public void Values_AfterTheFileIsDisposed_AreReadable() =>
        Assert.Equal(["a"], Read(writer => writer.Add("texts", new[] { "a" })).GetStringsOrNull("texts")!);

    private static void AssertError(string key, string reason, Func<object?> read)
    {
        CheckpointException error = Assert.Throws<CheckpointException>(read);
        Assert.Equal(key, error.Part);
        Assert.Contains(reason, error.Reason, StringComparison.Ordinal);
        Assert.EndsWith("model.gguf", error.File, StringComparison.Ordinal);
    }

    private GgufMetadata Read(Func<GgufWriter, GgufWriter> add)
    {
        using GgufFile file = GgufFile.Open(add(new GgufWriter()).Write(_folder["model.gguf"]));
        return file.Metadata;
    }
}
