using System.Text.RegularExpressions;
using SearchEngine.Tests;

namespace SearchEngine.Architecture.Tests;

/// <summary>Every link leads to an existing file; if its title names a member, the file contains that member.</summary>
public sealed partial class PageLinksTests
{
    private const string Transformers = "docs/transformers.md";

    public static TheoryData<string> Pages => [.. MarkdownFile.All.Select(page => page.Path)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_OfAPage_HaveExistingTargets(string page) => Assert.Empty(FindFaults(page, new MarkdownFile(page).Text));

    [Fact]
    public void LinksToCode_OfThePageOnTransformers_NameMembers()
    {
        Link[] linksToCode =
            [.. FindLinks(new MarkdownFile(Transformers).Text).Where(link => link.Path.EndsWith(".cs", StringComparison.Ordinal))];

        Assert.NotEmpty(linksToCode);
        Assert.DoesNotContain(linksToCode, link => link.Member.Length == 0);
    }

    [Theory]
    [InlineData("see [it](transformers.md)", 0)]
    [InlineData("see [it](https://example.org/nothing)", 0)]
    [InlineData("see [it](#papers)", 0)]
    [InlineData("see [it](packing.md#the-picture)", 0)]
    [InlineData("see [it](../src/Runtime/Graphs/Layers.cs \"LayerNorm\")", 0)]
    [InlineData("see [it](nothing.md), [it](../src/Runtime/Graphs/Layers.cs)", 1)]
    [InlineData("see [it](../src/Runtime/Graphs/Layers.cs \"LayerNor\")", 1)]
    [InlineData("see [it](../src/Runtime/Graphs/Layers.cs \"NothingOfThatName\")", 1)]
    public void FindFaults_DeadLinks_AreFound(string text, int count) => Assert.Equal(count, FindFaults(Transformers, text).Count());

    private static IEnumerable<string> FindFaults(string page, string text)
    {
        string folder = Path.GetDirectoryName(Path.Combine(Repository.Root, page))!;
        foreach (Link link in FindLinks(text))
        {
            string target = Path.GetFullPath(Path.Combine(folder, link.Path));
            if (!Path.Exists(target)) yield return $"{page}: {link.Path} does not exist";
            else if (link.Member.Length > 0 && !HasMember(target, link.Member)) yield return $"{page}: {link.Path} has no {link.Member}";
        }
    }

    private static bool HasMember(string file, string member) => Regex.IsMatch(File.ReadAllText(file), $@"\b{Regex.Escape(member)}\b");

    private static IEnumerable<Link> FindLinks(string text) =>
        LinkPattern().Matches(text).Select(match => new Link(match.Groups["path"].Value, match.Groups["member"].Value));

    /// <summary>Links to files, not to web addresses and not within the page.</summary>
    [GeneratedRegex("""\]\((?![a-z]+:|#)(?<path>[^)\s#]+)(#[^)\s]*)?(\s+"(?<member>[^"]*)")?\)""")]
    private static partial Regex LinkPattern();

    private readonly record struct Link(string Path, string Member);
}
