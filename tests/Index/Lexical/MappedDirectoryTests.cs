using Lucene.Net.Index;
using Lucene.Net.Store;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Lexical;
using SearchEngine.Tests;

namespace SearchEngine.Index.Tests.Lexical;

public sealed class MappedDirectoryTests : IDisposable
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 1000).Select(i => (byte)(i * 31))];

    private readonly TemporaryFolder _folder = new();
    private readonly MappedDirectory _directory;

    public MappedDirectoryTests()
    {
        _directory = new MappedDirectory(_folder["files"]);
        Write("file", output => output.WriteBytes(Content, Content.Length));
    }

    public void Dispose()
    {
        _directory.Dispose();
        _folder.Dispose();
    }

    private void Write(string name, Action<IndexOutput> write)
    {
        using IndexOutput output = _directory.CreateOutput(name, IOContext.DEFAULT);
        write(output);
    }

    private IndexInput Open(string name = "file") => _directory.OpenInput(name, IOContext.DEFAULT);

    private static byte[] Read(IndexInput input, int count)
    {
        byte[] bytes = new byte[count + 2];
        input.ReadBytes(bytes, 1, count);
        return bytes[1..^1];
    }

    [Fact]
    public void Read_NumbersAndTextsThatLuceneWrote_ReturnsThem()
    {
        int[] numbers = [0, 1, 127, 128, 16_383, 16_384, 1 << 27, int.MaxValue, int.MinValue, -1];
        Write("numbers", output =>
        {
            foreach (int number in numbers)
            {
                output.WriteVInt32(number);
                output.WriteInt32(number);
                output.WriteInt64(number * 3_000_000_000L);
                output.WriteInt16((short)number);
                output.WriteVInt64(Math.Abs((long)number) << 20);
                output.WriteString($"☃{number}");
            }
        });
        using IndexInput input = Open("numbers");
        foreach (int number in numbers)
        {
            Assert.Equal(number, input.ReadVInt32());
            Assert.Equal(number, input.ReadInt32());
            Assert.Equal(number * 3_000_000_000L, input.ReadInt64());
            Assert.Equal((short)number, input.ReadInt16());
            Assert.Equal(Math.Abs((long)number) << 20, input.ReadVInt64());
            Assert.Equal($"☃{number}", input.ReadString());
        }
        Assert.Equal(input.Length, input.Position);
    }

    [Fact]
    public void Seek_AnyPosition_ReadsFromThere()
    {
        using IndexInput input = Open();
        foreach (int position in new[] { 999, 0, 500, 501, 1000 })
        {
            input.Seek(position);
            Assert.Equal(position, input.Position);
            Assert.Equal(Content[position..], Read(input, 1000 - position));
        }
        Assert.Throws<EndOfStreamException>(() => input.Seek(1001));
        Assert.Throws<EndOfStreamException>(() => input.Seek(-1));
    }

    [Fact]
    public void Read_PastTheEnd_Throws()
    {
        using IndexInput input = Open();
        input.Seek(997);
        Assert.Throws<EndOfStreamException>(() => input.ReadInt32());
        Assert.Throws<EndOfStreamException>(() => input.ReadInt64());
        Assert.Throws<EndOfStreamException>(() => Read(input, 4));
        Assert.Equal(997, input.Position);
        Assert.Equal(Content[997..], Read(input, 3));
        Assert.Contains("file", Assert.Throws<EndOfStreamException>(() => input.ReadByte()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ReadVInt32_EndlessNumber_ThrowsCorruptIndexException()
    {
        Write("endless", output => output.WriteBytes([0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], 6));
        using IndexInput input = Open("endless");
        Assert.Throws<CorruptIndexException>(() => input.ReadVInt32());
    }

    [Fact]
    public void Clone_StartsAtTheSamePosition_AndMovesIndependently()
    {
        using IndexInput input = Open();
        input.Seek(10);
        IndexInput clone = (IndexInput)input.Clone();
        Assert.Equal(Content[10], clone.ReadByte());
        clone.Seek(700);
        Assert.Equal(Content[10], input.ReadByte());
        Assert.Equal(Content[700], clone.ReadByte());
        clone.Dispose();
        Assert.Equal(Content[11], input.ReadByte());
    }

    [Fact]
    public void Slice_PartOfAFile_EndsAtItsOwnEnd()
    {
        using Lucene.Net.Store.Directory.IndexInputSlicer slicer = _directory.CreateSlicer("file", IOContext.DEFAULT);
        using (IndexInput slice = slicer.OpenSlice("part", 100, 50))
        {
            Assert.Equal((0, 50), (slice.Position, slice.Length));
            Assert.Equal(Content[100..150], Read(slice, 50));
            Assert.Throws<EndOfStreamException>(() => slice.ReadByte());
            slice.Seek(20);
            Assert.Equal(Content[120], ((IndexInput)slice.Clone()).ReadByte());
        }
        using IndexInput other = slicer.OpenSlice("rest", 990, 10);
        Assert.Equal(Content[990..], Read(other, 10));
        Assert.Throws<EndOfStreamException>(() => slicer.OpenSlice("beyond", 990, 11));
    }

    [Fact]
    public void Read_AfterDispose_ThrowsInCloneAndSliceToo()
    {
        IndexInput input = Open();
        IndexInput clone = (IndexInput)input.Clone();
        input.Dispose();
        Assert.Throws<ObjectDisposedException>(() => input.ReadByte());
        Assert.Throws<ObjectDisposedException>(() => clone.ReadByte());
        Lucene.Net.Store.Directory.IndexInputSlicer slicer = _directory.CreateSlicer("file", IOContext.DEFAULT);
        IndexInput slice = slicer.OpenSlice("all", 0, 1000);
        slicer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => Read(slice, 10));
    }

    [Fact]
    public void OpenInput_EmptyFile_HasLengthZero()
    {
        Write("empty", _ => { });
        using IndexInput input = Open("empty");
        Assert.Equal((0, 0), (input.Position, input.Length));
        Assert.Throws<EndOfStreamException>(() => input.ReadByte());
    }

    [Fact]
    public void OpenInput_MissingFile_ThrowsFileNotFoundException() =>
        Assert.Throws<FileNotFoundException>(() => Open("none"));

    [Fact]
    public void Index_UpdatedSearchedAndDisposed_LeavesNothingMapped()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "/proc/self/maps is needed to see what is mapped");
        string folder = _folder["index"];
        using (LexicalIndex index = new(folder))
        {
            for (int commit = 1; commit <= 30; commit++)
            {
                index.Update([commit - 2], [new(commit, "", "", "some words")], new DerivedStamp("test", commit));
                Assert.NotEmpty(index.Search("words", 10));
            }
            Assert.Contains(folder, File.ReadAllText("/proc/self/maps"), StringComparison.Ordinal);
        }
        Assert.DoesNotContain(folder, File.ReadAllText("/proc/self/maps"), StringComparison.Ordinal);
    }
}
