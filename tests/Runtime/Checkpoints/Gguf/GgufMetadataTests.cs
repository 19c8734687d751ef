using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Checkpoints.Gguf;
using SearchEngine.Tests;

namespace SearchEngine.Runtime.Tests.Checkpoints.Gguf;

public sealed class GgufMetadataTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Int_EveryIntegerType_IsRead()
    {
        GgufMetadata metadata = Read(writer => writer
            .Add("u8", (byte)200).Add("i8", (sbyte)-2).Add("u16", (ushort)60_000).Add("i16", (short)-3).Add("u32", 7u).Add("i32", -4).Add("u64", 8ul).Add("i64", -5L));

        Assert.Equal([200, -2, 60_000, -3, 7, -4, 8, -5], metadata.Keys.Select(metadata.Int));
        Assert.Equal(200, metadata.Count("u8"));
        Assert.Null(metadata.IntOrNull("absent"));
    }

    [Fact]
    public void Values_OfEveryOtherType_AreRead()
    {
        GgufMetadata metadata = Read(writer => writer
            .Add("text", "für").Add("single", 0.5f).Add("double", 0.25).Add("int", 3).Add("yes", true).Add("no", false)
            .Add("texts", new[] { "a", "", "für" }).Add("ints", new[] { 1u, 2u }).Add("longs", new[] { -1L }).Add("floats", new[] { 0.5f, 1f }).Add("flags", new[] { true, false }).Add("none", Array.Empty<string>()));

        Assert.Equal("für", metadata.String("text"));
        Assert.Equal([0.5, 0.25, 3], [metadata.Double("single"), metadata.Double("double"), metadata.Double("int")]);
        Assert.Equal(9, metadata.Double("absent", 9));
        Assert.True(metadata.Flag("yes"));
        Assert.False(metadata.Flag("no", otherwise: true));
        Assert.True(metadata.Flag("absent", otherwise: true));
        Assert.Equal(["a", "", "für"], metadata.StringsOrNull("texts")!);
        Assert.Equal([1, 2], metadata.IntsOrNull("ints")!);
        Assert.Equal([-1], metadata.IntsOrNull("longs")!);
        Assert.Equal([0.5, 1], metadata.DoublesOrNull("floats")!);
        Assert.Equal([true, false], metadata.FlagsOrNull("flags")!);
        Assert.Empty(metadata.StringsOrNull("none")!);
        Assert.Null(metadata.StringsOrNull("absent"));
    }

    [Fact]
    public void Values_OfAnotherType_NameFileKeyAndBoth()
    {
        GgufMetadata metadata = Read(writer => writer.Add("text", "a").Add("texts", new[] { "a" }).Add("large", 1L << 40).Add("nan", float.NaN).Add("zero", 0));

        Refuses("text", "is String; a whole number was expected", () => metadata.Int("text"));
        Refuses("texts", "is an array of String; a string was expected", () => metadata.String("texts"));
        Refuses("texts", "is an array of String; a list of whole numbers was expected", () => metadata.IntsOrNull("texts"));
        Refuses("large", "is 1099511627776", () => metadata.Int("large"));
        Refuses("nan", "a finite number was expected", () => metadata.Double("nan"));
        Refuses("zero", "at least 1", () => metadata.Count("zero"));
        Refuses("absent", "is missing; a string was expected", () => metadata.String("absent"));
    }

    [Fact]
    public void String_BytesThatAreNoUtf8_IsRefused()
    {
        GgufMetadata metadata = Read(writer => writer.AddRaw("text", 8, [1, 0, 0, 0, 0, 0, 0, 0, 0xFF]));

        Refuses("text", "is not UTF-8", () => metadata.String("text"));
    }

    [Fact]
    public void Values_AfterTheFileIsDisposed_AreStillThere() => Assert.Equal(["a"], Read(writer => writer.Add("texts", new[] { "a" })).StringsOrNull("texts")!);

    private static void Refuses(string key, string reason, Func<object?> read)
    {
        CheckpointException refused = Assert.Throws<CheckpointException>(read);
        Assert.Equal(key, refused.Part);
        Assert.Contains(reason, refused.Reason, StringComparison.Ordinal);
        Assert.EndsWith("model.gguf", refused.File, StringComparison.Ordinal);
    }

    private GgufMetadata Read(Func<GgufWriter, GgufWriter> add)
    {
        using GgufFile file = GgufFile.Open(add(new GgufWriter()).Write(_folder["model.gguf"]));
        return file.Metadata;
    }
}
