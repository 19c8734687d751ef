using System.Text;
using SearchEngine.Documents.Formats;
using SearchEngine.Documents;
using SearchEngine.Tests;

namespace SearchEngine.BadInput.Tests.Readers;

/// <summary>RTF documents that are truncated, of another format or hostile.</summary>
public sealed class RtfTests
{
    [Fact]
    public void Truncated_ReturnsTheReadablePart()
    {
        byte[] whole = File.ReadAllBytes(Path.Combine(Repository.Fixtures, "documents", "handbook.rtf"));
        int longest = Read(whole).Text.Length;

        for (int length = 5; length < whole.Length; length += 211) Assert.InRange(Read(whole[..length]).Text.Length, 0, longest);
    }

    [Fact]
    public void WrongExtension_SaysWhatItIs()
    {
        Assert.Equal(
            "it is a ZIP archive, not an RTF document",
            Refusal(File.ReadAllBytes(Path.Combine(Repository.Fixtures, "documents", "handbook.docx"))));
        Assert.StartsWith("it is not an RTF document", Refusal("plain text"u8.ToArray()));
        Assert.StartsWith("it is not an RTF document", Refusal([]));
    }

    [Fact]
    public void DeepNesting_IsRefusedAtALimit() =>
        Assert.Contains("nested more than", Refusal(Encoding.ASCII.GetBytes(@"{\rtf1 " + new string('{', 1_000_000))));

    [Theory]
    [InlineData(@"{\rtf1 a}}}}} b", "a b")]
    [InlineData(@"{\rtf1\ansicpg99999 a\ansicpg-1 b", "ab")]
    [InlineData(@"{\rtf1 a\bin99999999999 b", "a")]
    [InlineData(@"{\rtf1\uc2000000000\u99999999999999 a", "")]
    [InlineData(@"{\rtf1 a\", "a")]
    [InlineData(@"{\rtf1 a\'", "a")]
    [InlineData(@"{\rtf1 a\'zz", "azz")]
    public void BrokenControlWords_LoseNoOtherText(string rtf, string text) =>
        Assert.Contains(text, Read(Encoding.Latin1.GetBytes(rtf)).Text, StringComparison.Ordinal);

    private static DocumentText Read(byte[] content) =>
        DocumentReaders.Default.FindReader("a.rtf")!.Read("a.rtf", content, TestContext.Current.CancellationToken);

    private static string Refusal(byte[] content) => Assert.Throws<UnreadableDocumentException>(() => Read(content)).Message;
}
