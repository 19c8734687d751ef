using SearchEngine.Index.Filters;

namespace SearchEngine.Index.Tests.Filters;

public sealed class PathGlobTests
{
    [Theory]
    [InlineData("*.md", "a.md", "x/y/a.md")]
    [InlineData("refunds.md", "refunds.md", "customers/refunds.md")]
    [InlineData("docs/*.md", "docs/a.md", "docs/.md")]
    [InlineData("docs/**", "docs/a", "docs/x/y/a.md")]
    [InlineData("docs/**/a.md", "docs/a.md", "docs/x/a.md", "docs/x/y/a.md")]
    [InlineData("**/docs/*", "docs/a", "x/docs/a", "x/y/docs/a")]
    [InlineData("docs/", "docs/a", "docs/x/a", "x/docs/a")]
    [InlineData("x/docs/", "x/docs/a", "x/docs/y/a")]
    [InlineData("/a.md", "a.md")]
    [InlineData("docs/**.md", "docs/a.md", "docs/x/a.md")]
    [InlineData("**", "a", "x/y")]
    [InlineData("/", "a", "x/y")]
    [InlineData("**/", "a", "x/y")]
    [InlineData("?.md", "a.md", "x/é.md", "😀.md")]
    [InlineData("[a-c1].md", "b.md", "1.md", "x/c.md")]
    [InlineData("[!a-c].md", "d.md", "😀.md")]
    [InlineData("[^a-c].md", "d.md")]
    [InlineData("[]a].md", "].md", "a.md")]
    [InlineData("[a-].md", "-.md", "a.md")]
    [InlineData("[😀-😂].md", "😁.md")]
    [InlineData("\"[a]*\".md", "[a]*.md")]
    [InlineData("\"a,b\"*", "a,b.md")]
    [InlineData("*a*b*", "xaxxbx", "ab")]
    [InlineData("x/*/z/**/*.md", "x/y/z/a.md", "x/y/z/1/2/a.md")]
    public void Matches_PathsOfThePattern_True(string glob, params string[] paths) =>
        Assert.All(paths, path => Assert.True(Parse(glob).Matches(path), path));

    [Theory]
    [InlineData("*.md", "a.mdx", "a.md/b", "A.MD")]
    [InlineData("refunds.md", "Refunds.md", "xrefunds.md", "refunds.md/x")]
    [InlineData("docs/*.md", "docs/x/a.md", "x/docs/a.md", "docs.md")]
    [InlineData("docs/**", "docs", "xdocs/a")]
    [InlineData("docs/**/a.md", "docs/xa.md", "docsa.md")]
    [InlineData("docs/", "docs", "docs.md", "xdocs/a")]
    [InlineData("/a.md", "x/a.md")]
    [InlineData("?.md", ".md", "ab.md", "x/ab.md")]
    [InlineData("x?y", "x/y")]
    [InlineData("x[!a]y", "x/y")]
    [InlineData("[a-c].md", "d.md", "B.md")]
    [InlineData("\"*\".md", "a.md")]
    [InlineData("x/*/z/*.md", "x/z/a.md", "x/y/y/z/a.md")]
    public void Matches_OtherPaths_False(string glob, params string[] paths) =>
        Assert.All(paths, path => Assert.False(Parse(glob).Matches(path), path));

    [Theory]
    [InlineData("docs/2024/*.md", "docs/2024/")]
    [InlineData("docs/a?.md", "docs/a")]
    [InlineData("/a.md", "a.md")]
    [InlineData("x/docs/", "x/docs/")]
    [InlineData("*.md", "")]
    [InlineData("a.md", "")]
    [InlineData("docs/", "")]
    public void Prefix_Pattern_IsTheLiteralStart(string glob, string prefix) => Assert.Equal(prefix, Parse(glob).Prefix);

    [Fact]
    public void Matches_RandomPatternsAndPaths_EqualsTheReference()
    {
        string[] parts = ["a", "b", "/", "*", "**", "?", "/**/", "**/", "[ab]", "[!a]"];
        Random random = new(3);
        int matched = 0;
        for (int i = 0; i < 20_000; i++)
        {
            string glob = string.Concat(Enumerable.Range(0, random.Next(1, 7)).Select(_ => parts[random.Next(parts.Length)]));
            string path = string.Concat(Enumerable.Range(0, random.Next(1, 9)).Select(_ => "aab/"[random.Next(4)]));
            bool expected = ReferenceGlob.Matches(glob, path);
            Assert.True(expected == Parse(glob).Matches(path), $"{glob} {path}");
            if (!expected) continue;
            matched++;
            Assert.StartsWith(Parse(glob).Prefix, path, StringComparison.Ordinal);
        }
        Assert.InRange(matched, 1000, 19_000);
    }

    [Fact]
    public void Matches_SurrogatePair_IsOneCharacter()
    {
        Assert.False(Parse("??").Matches("😀"));
        Assert.False(Parse("*[!😀]").Matches("😀"));
        Assert.True(Parse("[a-😀]?").Matches("b😁"));
        Assert.True(Parse("[\ue000-\U0001F700]").Matches("😁"));
    }

    [Fact]
    public void Parse_LongerThanAnyPath_IsRefused() =>
        Assert.Contains("too long", Assert.Throws<FilterException>(() => Parse(new string('?', 20_000))).Reason, StringComparison.Ordinal);

    [Fact]
    public void Matches_ManyStars_EndsSoon()
    {
        string glob = string.Concat(Enumerable.Repeat("*a**a", 50)) + "b";
        Assert.False(Parse(glob).Matches(new string('a', 2000)));
    }

    private static PathGlob Parse(string glob) => PathGlob.Parse(FilterText.Parse(glob));
}
