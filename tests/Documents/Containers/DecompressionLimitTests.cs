using SearchEngine.Documents.Containers;

namespace SearchEngine.Documents.Tests;

public sealed class DecompressionLimitTests
{
    [Fact]
    public void Read_MoreThanTheLimitOverAllParts_Throws()
    {
        DecompressionLimit limit = new(2_000_000);
        byte[] buffer = new byte[1_500_000];

        Assert.Equal(buffer.Length, limit.Wrap(new MemoryStream(buffer)).Read(buffer));

        Stream second = limit.Wrap(new MemoryStream(buffer));
        Assert.Equal(400_000, second.Read(buffer, 0, 400_000));
        UnreadableDocumentException thrown = Assert.Throws<UnreadableDocumentException>(() => second.Read(buffer, 0, 100_001));
        Assert.Equal("it unpacks to more than 2 MB", thrown.Message);
    }
}
