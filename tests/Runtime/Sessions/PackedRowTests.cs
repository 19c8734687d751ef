using FsCheck;
using FsCheck.Fluent;
using SearchEngine.Runtime.Sessions;

namespace SearchEngine.Runtime.Tests.Sessions;

public sealed class PackedRowTests
{
    [Fact]
    public void Create_ThreeTexts_AreConcatenated()
    {
        PackedRow row = PackedRow.Create([[11, 12], [21, 22, 23], [31]], firstPosition: 2);

        Assert.Equal([11, 12, 21, 22, 23, 31], row.Tokens);
        Assert.Equal([2, 3, 2, 3, 4, 2], row.Positions);
        Assert.Equal([0, 2, 5, 6], row.CumulativeLengths);
        Assert.Equal(8, row.Width);
        Assert.Equal([0, 1, 8, 9, 10, 16, 2, 3, 4, 5, 6, 7, 11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 22, 23], row.TokenOffset);
    }

    [Fact]
    public void Create_TextsWithSegments_AlignsThemWithTokens()
    {
        int[][] texts = [[11, 12, 13], [21, 22]], segments = [[0, 0, 1], [0, 1]];

        Assert.Equal([0, 0, 1, 0, 1], PackedRow.Create(texts, 0, segments).Segments);
        Assert.Equal([0, 0, 0, 0, 0], PackedRow.Create(texts, 0).Segments);
    }

    [Fact]
    public void Create_SegmentsThatDoNotMatch_Throws()
    {
        ArgumentException missing = Assert.Throws<ArgumentException>(() => PackedRow.Create([[1], [2]], 0, [[0]]));
        ArgumentException surplus = Assert.Throws<ArgumentException>(() => PackedRow.Create([[1], [2]], 0, [[0], [0, 1]]));

        Assert.Contains("2 texts, but 1 lists of segments", missing.Message, StringComparison.Ordinal);
        Assert.Contains("text 1", surplus.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_AnyTexts_ContainsEachOnceFromTheFirstPosition() => Prop
        .ForAll(
            Gen.Choose(1, 40).NonEmptyListOf().ToArbitrary(),
            Gen.Choose(0, 2).ToArbitrary(),
            (lengths, firstPosition) => AssertHolds([.. lengths], firstPosition))
        .Check(Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(400));

    [Fact]
    public void Create_TextWithoutTokens_IsNamed() =>
        Assert.Contains("text 1", Assert.Throws<ArgumentException>(() => PackedRow.Create([[1], []], 0)).Message, StringComparison.Ordinal);

    [Fact]
    public void Create_NoTexts_Throws() => Assert.Throws<ArgumentException>(() => PackedRow.Create([], 0));

    private static void AssertHolds(int[] lengths, int firstPosition)
    {
        int[][] texts = [.. lengths.Select((length, text) => Enumerable.Range(1000 * text, length).ToArray())];
        PackedRow row = PackedRow.Create(texts, firstPosition);

        Assert.Equal(texts.Length, row.TextCount);
        Assert.Equal(0, row.Width % PackedRow.WidthMultiple);
        Assert.InRange(row.Width, lengths.Max(), lengths.Max() + PackedRow.WidthMultiple - 1);
        for (int text = 0; text < texts.Length; text++)
        {
            Range tokens = row.CumulativeLengths[text]..row.CumulativeLengths[text + 1];
            Assert.Equal(texts[text].Select(id => (long)id), row.Tokens[tokens]);
            Assert.Equal(Enumerable.Range(firstPosition, lengths[text]).Select(position => (long)position), row.Positions[tokens]);
            Assert.Equal(Enumerable.Range(text * row.Width, lengths[text]), row.TokenOffset[tokens]);
        }
        Assert.Equal(row.Tokens.Length, row.CumulativeLengths[^1]);
        Assert.Equal(Enumerable.Range(0, row.TextCount * row.Width), row.TokenOffset.Order());
        Assert.Equal(row.TokenOffset[row.Tokens.Length..].Order(), row.TokenOffset[row.Tokens.Length..]);
    }
}
