using System.Text.RegularExpressions;
using SearchEngine.Tests;

namespace SearchEngine.Architecture.Tests;

/// <summary>The documentation is short, narrow, and names only what exists.</summary>
public sealed partial class DocumentationTests
{
    private const int MaxColumns = 100;

    /// <summary>Types of .NET that pages mention and the sources do not.</summary>
    private static readonly string[] NamesOfOthers = ["DllNotFoundException"];

    private static readonly Lazy<string[]> Sources = new(() =>
    [
        .. from folder in (string[])["src", "tools", "tests"]
           from file in Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories)
           where !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
           select File.ReadAllText(file),
    ]);

    /// <summary>Every identifier of the sources.</summary>
    private static readonly Lazy<HashSet<string>> Vocabulary = new(() =>
        [.. Sources.Value.SelectMany(source => Identifier().Matches(source).Select(match => match.Value))]);

    private static string Architecture => new MarkdownFile("ARCHITECTURE.md").Text;

    public static TheoryData<string> Pages => [.. MarkdownFile.All.Select(page => page.Path)];

    [Theory]
    [InlineData("README.md", 700)]
    [InlineData("ARCHITECTURE.md", 1200)]
    public void APage_HasAtMostItsNumberOfWords(string page, int maxWords) => Assert.InRange(new MarkdownFile(page).WordCount, 1, maxWords);

    [Theory]
    [MemberData(nameof(Pages))]
    public void APage_ProseLines_HaveAtMost100Columns(string page) => Assert.Empty(FindWideLines(new MarkdownFile(page).Text));

    [Theory]
    [MemberData(nameof(Pages))]
    public void APage_TableCells_HaveAtMostOneSentence(string page) => Assert.Empty(FindLongCells(new MarkdownFile(page).Text));

    [Fact]
    public void Architecture_TypesToStartAt_Exist()
    {
        string[] types = [.. StartType().Matches(Architecture).Select(match => match.Groups["type"].Value)];

        Assert.NotEmpty(types);
        Assert.DoesNotContain(types, type => !IsDeclared(type));
    }

    [Fact]
    public void Architecture_Tests_Exist()
    {
        Match[] tests = [.. TestName().Matches(Architecture).Cast<Match>()];

        Assert.NotEmpty(tests);
        Assert.Empty(
            from test in tests
            where !IsDeclared(test.Groups["type"].Value, test.Groups["method"].Value)
            select test.Value);
    }

    [Fact]
    public void Architecture_Invariants_NameATestEach()
    {
        string list = Architecture[Architecture.IndexOf("## What always holds", StringComparison.Ordinal)..];
        string[] invariants = [.. Invariant().Matches(list).Select(match => match.Value)];

        Assert.Equal(12, invariants.Length);
        // There is no server yet, which invariant 8 is about.
        Assert.Equal(["8"], invariants.Where(invariant => !TestName().IsMatch(invariant)).Select(invariant => invariant.Split('.')[0]));
    }

    [Fact]
    public void Architecture_Folders_Exist()
    {
        string[] folders = [.. TableFolder().Matches(Architecture).Select(match => match.Groups["folder"].Value)];

        Assert.NotEmpty(folders);
        Assert.DoesNotContain(folders, folder => !Directory.Exists(Path.Combine(Repository.Root, folder)));
    }

    /// <summary>A name in a page that looks like a type or member occurs in the sources, so that renames reach the pages.</summary>
    [Theory]
    [MemberData(nameof(Pages))]
    public void APage_NamesInCode_OccurInTheSources(string page) => Assert.Empty(FindUnknownNames(new MarkdownFile(page).Text));

    /// <summary>A headline number may only repeat what a page with records says.</summary>
    [Fact]
    public void Readme_HeadlineNumbers_AreThoseOfTheLinkedPage()
    {
        Match[] rows = [.. Headline().Matches(new MarkdownFile("README.md").Text).Cast<Match>()];

        Assert.NotEmpty(rows);
        Assert.Empty(
            from row in rows
            let page = new MarkdownFile(row.Groups["page"].Value).Text
            from number in Number().Matches(row.Groups["result"].Value)
            where !page.Contains(number.Value, StringComparison.Ordinal)
            select $"{number.Value} is not in {row.Groups["page"].Value}");
    }

    [Theory]
    [InlineData("one two\nthree", 3)]
    [InlineData("| a |", 3)]
    [InlineData("", 0)]
    public void CountWords_AText_CountsWhatIsBetweenBlanks(string text, int count) => Assert.Equal(count, MarkdownFile.CountWords(text));

    [Theory]
    [InlineData("{0}", 1)]
    [InlineData("- {0}", 1)]
    [InlineData("| {0} |", 0)]
    [InlineData("```\n{0}\n```", 0)]
    [InlineData("[a](https://example.org/{0})", 0)]
    public void FindWideLines_AWideLine_IsFoundInProseOnly(string text, int count) =>
        Assert.Equal(count, FindWideLines(string.Format(null, text, new string('x', MaxColumns + 1))).Count());

    [Theory]
    [InlineData("| One sentence. |", 0)]
    [InlineData("| `a.b`, 0.5 and c.cs |", 0)]
    [InlineData("| One. Two. |", 1)]
    [InlineData("One. Two.", 0)]
    public void FindLongCells_ACellOfTwoSentences_IsFound(string text, int count) => Assert.Equal(count, FindLongCells(text).Count());

    [Theory]
    [InlineData("`KnowledgeBase`, `QueryOptions.Take` and `plain words`", 0)]
    [InlineData("`NoTypeIsCalledThis`", 1)]
    [InlineData("`KnowledgeBase.NothingIsCalledThis`", 1)]
    public void FindUnknownNames_AName_IsFoundIfNoSourceHasIt(string text, int count) =>
        Assert.Equal(count, FindUnknownNames(text.Replace("IsCalled", "Is" + "Named", StringComparison.Ordinal)).Count());

    private static IEnumerable<string> FindUnknownNames(string text) =>
        CodeName().Matches(text)
            .Select(match => match.Groups["name"].Value)
            .Distinct()
            .Where(name => !Vocabulary.Value.Contains(name) && !NamesOfOthers.Contains(name));

    private static IEnumerable<string> FindWideLines(string text) =>
        from line in MarkdownFile.FindProse(text)
        where MarkdownFile.RemoveLinkTargets(line.Line).Length > MaxColumns
        select $"{line.Number}: {line.Line}";

    private static IEnumerable<string> FindLongCells(string text) =>
        from line in text.Split('\n').Index()
        where line.Item.StartsWith('|')
        from cell in line.Item.Split('|')
        where SentenceEnd().IsMatch(cell)
        select $"{line.Index + 1}: {cell.Trim()}";

    private static bool IsDeclared(string type, string method = "")
    {
        Regex declaration = new($@"\b(class|struct|interface|enum|record) {Regex.Escape(type)}\b");
        return Sources.Value.Any(source =>
            declaration.IsMatch(source) && (method.Length == 0 || source.Contains($" {method}(", StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"^\| (src|tools)/.*\| `(?<type>\w+)` \|\r?$", RegexOptions.Multiline)]
    private static partial Regex StartType();

    [GeneratedRegex(@"^\| (?<folder>(src|tools)[\w/]*)", RegexOptions.Multiline)]
    private static partial Regex TableFolder();

    [GeneratedRegex(@"`(?<type>\w+Tests)(\.(?<method>\w+))?`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"^\d+\. .*(\r?\n +.*)*", RegexOptions.Multiline)]
    private static partial Regex Invariant();

    [GeneratedRegex(@"^\| [^|]+ \| (?<result>[^|]+) \| \[\w+\]\((?<page>docs/\w+\.md)\) \|", RegexOptions.Multiline)]
    private static partial Regex Headline();

    [GeneratedRegex(@"\d[\d.]*\d")]
    private static partial Regex Number();

    /// <summary>A name in code quotes that is in Pascal case, and each part of a dotted one.</summary>
    [GeneratedRegex(@"(?<=`([A-Z]\w*\.)?)(?<name>[A-Z][a-z0-9]+[A-Z]\w*)(?=(\.[A-Z]\w*)?(\(\))?`)")]
    private static partial Regex CodeName();

    [GeneratedRegex(@"\b[A-Z]\w+\b")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"[.!?] +[A-Z][^.]*")]
    private static partial Regex SentenceEnd();
}
