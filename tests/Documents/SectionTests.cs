
namespace SearchEngine.Documents.Tests;

public sealed class SectionTests
{
    [Fact]
    public void Open_LowerOrSameLevel_ClosesOpenSections()
    {
        Section deep = Section.CreateRoot().Open("A", 1).Open("B", 2).Open("C", 4);

        Assert.Equal("A > B > C", deep.Path);
        Assert.Equal("A > B > D", deep.Open("D", 3).Path);
        Assert.Equal("A > D", deep.Open("D", 2).Path);
        Assert.Equal("D", deep.Open("D", 1).Path);
    }

    [Fact]
    public void Open_SameTitleTwice_CreatesTwoSections()
    {
        Section root = Section.CreateRoot();

        Assert.NotEqual(root.Open("A", 1), root.Open("A", 1));
    }

    [Fact]
    public void Title_TooLong_IsShortenedBetweenCharacters() =>
        Assert.Equal(new string('a', 118) + "…", Section.CreateRoot().Open(new string('a', 118) + "🍞🍞", 1).Title);
}
