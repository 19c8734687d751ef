using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Tokenizers;
using SearchEngine.Runtime.Tokenizers.Normalizers;

namespace SearchEngine.Runtime.Tests.Tokenizers;

public sealed class PrecompiledCharsMapTests
{
    private static readonly byte[] Tiny = TinyCharsMap.Bytes(("a", "x"), ("ab", "yz"), ("\u00E9", ""), ("\u4E2D", "\U0001F600"));

    [Theory]
    [InlineData("a", "x")]
    [InlineData("ab", "x")] // the shortest beginning counts
    [InlineData("\u00E9!", "")]
    [InlineData("\u4E2D", "\U0001F600")]
    [InlineData("b", null)]
    [InlineData("\u4E2E", null)]
    [InlineData("\0a", null)]
    [InlineData("", null)]
    public void TryFind_ReturnsTheReplacementOfTheShortestPrefix(string text, string? expected)
    {
        bool isFound = Read(Tiny).TryFind(Encoding.UTF8.GetBytes(text), out ReadOnlySpan<byte> replacement);

        Assert.Equal(expected, isFound ? Encoding.UTF8.GetString(replacement) : null);
    }

    [Fact]
    public void Read_TruncatedMap_ThrowsOrFindsNothingBeyond()
    {
        // If the map is cut within the replacements, the last one may still end with the map; if it is cut earlier, it is invalid.
        for (int length = 0; length < Tiny.Length; length++)
        {
            byte[] cut = Tiny[..length];
            if (length >= Tiny.Length - 5)
            {
                if (Record.Exception(() => Read(cut)) is { } e) Assert.IsType<CheckpointException>(e);
                continue;
            }
            CheckpointException error = Assert.Throws<CheckpointException>(() => Read(cut));
            Assert.Equal("normalizer", error.Part);
            Assert.Contains("damaged precompiled_charsmap", error.Reason);
        }
    }

    [Theory]
    [InlineData(0u)]
    [InlineData(6u)]
    [InlineData(0x7FFFFFFCu)]
    [InlineData(0xFFFFFFFCu)]
    public void Read_TrieThatDoesNotFit_ThrowsBeforeAllocating(uint length)
    {
        byte[] bytes = [.. Tiny];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, length);

        long before = GC.GetAllocatedBytesForCurrentThread();
        CheckpointException e = Assert.Throws<CheckpointException>(() => Read(bytes));

        Assert.Contains($"a trie of {length} bytes does not fit into its {bytes.Length} bytes", e.Reason);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void Read_UnitsThatPointOutside_Throws()
    {
        foreach (uint unit in (uint[])[0x1FFFFFu << 10, 1u << 30 | 1u << 9, 1u << 8 | 'a'])
        {
            byte[] bytes = [.. Tiny];
            BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(4 * (1 + 700)), unit);

            CheckpointException e = Assert.Throws<CheckpointException>(() => Read(bytes));
            Assert.Contains("points outside", e.Reason);
        }
    }

    [Fact]
    public void Read_ReplacementsThatAreNotUtf8_Throws()
    {
        byte[] bytes = [.. Tiny];
        bytes[^2] = 0xFF;

        Assert.Contains("not UTF-8", Assert.Throws<CheckpointException>(() => Read(bytes)).Reason);
    }

    [Fact]
    public void Read_RandomBytes_ThrowOrAreSearchedWithinBounds()
    {
        Random random = new(3);
        byte[] text = Encoding.UTF8.GetBytes("ab\u00E9\u4E2D\U0001F600");
        int read = 0;
        for (int i = 0; i < 3000; i++)
        {
            byte[] bytes = [.. Tiny];
            for (int changes = random.Next(1, 4); changes > 0; changes--) bytes[random.Next(4, bytes.Length)] = (byte)random.Next(256);
            try
            {
                PrecompiledCharsMap map = Read(bytes);
                for (int from = 0; from < text.Length; from++) map.TryFind(text.AsSpan(from), out _);
                read++;
            }
            catch (CheckpointException)
            {
            }
        }
        Assert.InRange(read, 1, 2999);
    }

    private static PrecompiledCharsMap Read(byte[] bytes)
    {
        string json = JsonSerializer.Serialize(new { precompiled_charsmap = Convert.ToBase64String(bytes) });
        return PrecompiledCharsMap.Read(new TokenizerComponent("tokenizer.json", "normalizer", JsonDocument.Parse(json).RootElement));
    }
}
