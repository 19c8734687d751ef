using SearchEngine.Ingestion;

namespace SearchEngine.Engine.Tests.Ingestion;

public sealed class FileSizesTests
{
    [Theory]
    [InlineData("200MB", 200_000_000)]
    [InlineData("1.5 mb", 1_500_000)]
    [InlineData("7", 7)]
    [InlineData("12 KB", 12_000)]
    [InlineData("1GB", 1_000_000_000)]
    [InlineData("9B", 9)]
    public void TryParse_Size_ReturnsBytes(string text, long bytes)
    {
        Assert.True(FileSizes.TryParse(text, out long read));
        Assert.Equal(bytes, read);
    }

    [Theory]
    [InlineData("")]
    [InlineData("MB")]
    [InlineData("-5MB")]
    [InlineData("0")]
    [InlineData("2GB")]
    [InlineData("1,5MB")]
    [InlineData("NaN")]
    public void TryParse_InvalidOrTooLarge_ReturnsFalse(string text) => Assert.False(FileSizes.TryParse(text, out _));

    [Theory]
    [InlineData(50_000_000, "50 MB")]
    [InlineData(1_500_000, "1.5 MB")]
    [InlineData(999, "999 B")]
    public void Describe_Bytes_UsesTheLargestUnit(long bytes, string text) => Assert.Equal(text, FileSizes.Describe(bytes));
}
