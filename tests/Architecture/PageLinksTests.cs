using System.Text.RegularExpressions;
using SearchEngine.Tests;

namespace SearchEngine.Architecture.Tests;

/// <summary>
/// A page's links lead somewhere: to a file that is there, and where a link to code names a member in its title, to a
/// file that has it.
/// </summary>
public sealed partial class PageLinksTests
{
    private const string Transformers = "docs/transformers.md";

    public static TheoryData<string> Pages =>
    [
        "README.md",
        "ARCHITECTURE.md",
        .. Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md").Select(page => "docs/" + Path.GetFileName(page)),
    ];

    [Theory]
    [MemberData(nameof(Pages))]
    public void APage_EveryLink_LeadsToWhatIsThere(string page) =>
        Assert.Empty(Faults(page, File.ReadAllText(Path.Combine(Repository.Root, page))));

    [Fact]
    public void ThePageOnTransformers_EveryLinkToCode_NamesAMember()
    {
        Link[] toCode =
        [
            .. Links(
                File.ReadAllText(Path.Combine(Repository.Root, Transformers))).Where(
                    link => link.Path.EndsWith(".cs", StringComparison.Ordinal)),
        ];

        Assert.NotEmpty(toCode);
        Assert.DoesNotContain(toCode, link => link.Member.Length == 0);
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
    public void Faults_OfAText_AreItsDeadLinks(string text, int count) => Assert.Equal(count, Faults(Transformers, text).Count());

    private static IEnumerable<string> Faults(string page, string text)
    {
        string folder = Path.GetDirectoryName(Path.Combine(Repository.Root, page))!;
        foreach (Link link in Links(text))
        {
            string target = Path.GetFullPath(Path.Combine(folder, link.Path));
            if (!Path.Exists(target)) yield return $"{page}: {link.Path} is not there";
            else if (
                link.Member.Length > 0 && !Regex.IsMatch(
                    File.ReadAllText(target),
                    $@"\b{Regex.Escape(link.Member)}\b")) yield return $"{page}: {link.Path} has no {link.Member}";
        }
    }

    private static IEnumerable<Link> Links(string text) =>
        LinkPattern().Matches(text).Select(match => new Link(match.Groups["path"].Value, match.Groups["member"].Value));

    /// <summary>Links to files beside the page, not to addresses nor within it.</summary>
    [GeneratedRegex("""\]\((?![a-z]+:|#)(?<path>[^)\s#]+)(#[^)\s]*)?(\s+"(?<member>[^"]*)")?\)""")]
    private static partial Regex LinkPattern();

    private readonly record struct Link(string Path, string Member);
}
