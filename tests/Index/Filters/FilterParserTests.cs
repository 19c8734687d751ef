using SearchEngine.Index.Filters;

namespace SearchEngine.Index.Tests.Filters;

public sealed class FilterParserTests
{
    [Theory]
    [InlineData("tag=finance", "tag: finance")]
    [InlineData("  Tag =  Finance ", "tag: finance")]
    [InlineData("tag=finance,tax", "tag: finance | tax")]
    [InlineData("tag = finance , tax", "tag: finance | tax")]
    [InlineData("tag!=finance,tax", "not tag: finance | tax")]
    [InlineData("tag=fin*", "tag: fin...")]
    [InlineData("tag=*", "tag: ...")]
    [InlineData("tag!=*,x", "not tag: ... | x")]
    [InlineData("author=Ann Lee", "author: ann lee")]
    [InlineData("author=\"Smith, Ann\",Lee", "author: smith, ann | lee")]
    [InlineData("author=\"Smith, \"*", "author: smith, ...")]
    [InlineData("said=\"a \"\"b\"\" c\"", "said: a \"b\" c")]
    [InlineData("pad=\" x \"", "pad:  x ")]
    [InlineData("star=\"a*\"", "star: a*")]
    [InlineData("dots=\"1..2\"", "dots: 1..2")]
    [InlineData("formula=\"=\"a=b<c", "formula: =a=b<c")]
    [InlineData("due date<=2024-05", "due date: (.., 2024-05]")]
    [InlineData("\"a=b\"=c", "a=b: c")]
    [InlineData("year<5", "year: (.., 5)")]
    [InlineData("year<=5", "year: (.., 5]")]
    [InlineData("year>5", "year: (5, ..)")]
    [InlineData("year>=-5", "year: [-5, ..)")]
    [InlineData("year=2020..2024", "year: [2020, 2024]")]
    [InlineData("year=2020..", "year: [2020, ..)")]
    [InlineData("year=..2024", "year: (.., 2024]")]
    [InlineData("year= 1 .. 2 , 5", "year: [1, 2] | 5")]
    [InlineData("year!=1..2", "not year: [1, 2]")]
    [InlineData("version=1.5..1.7.2", "version: [1.5, 1.7.2]")]
    [InlineData("field:path=x", "path: x")]
    [InlineData("FIELD: Modified=x", "modified: x")]
    [InlineData("field:field:x=y", "field:x: y")]
    [InlineData("tag=😀", "tag: 😀")]
    [InlineData("a!b=c", "a!b: c")]
    [InlineData("COLLECTION=Notes,p*", "collection: notes | p...")]
    [InlineData("Path=docs/**,*.md", "path: docs/ | ")]
    [InlineData("path!=docs/a,b", "not path: docs/a | ")]
    public void Parse_Filter_ReturnsTheTree(string filter, string tree) => Assert.Equal(tree, Describe(FilterParser.Parse(filter)));

    [Theory]
    [InlineData("", "it is empty", "tag=finance")]
    [InlineData(" \t", "it is empty", "tag=finance")]
    [InlineData("tag", "the operator is missing", "tag=finance")]
    [InlineData("tag:finance", "the operator is missing", "tag=finance")]
    [InlineData("\"tag=finance\"", "the operator is missing", "tag=finance")]
    [InlineData("=finance", "the name is missing at character 1", "tag=finance")]
    [InlineData("  <5", "the name is missing at character 3", "tag=finance")]
    [InlineData("!=finance", "the name is missing at character 1", "tag=finance")]
    [InlineData("field:=x", "the name is missing at character 7", "tag=finance")]
    [InlineData("tag=", "a value is missing at character 5", "tag=finance")]
    [InlineData("tag=\"\"", "a value is missing at character 7", "tag=finance")]
    [InlineData("tag=a,,b", "a value is missing at character 7", "tag=finance")]
    [InlineData("tag=a,", "a value is missing at character 7", "tag=finance")]
    [InlineData("tag==x", "'=' at character 5 cannot start a value", "quotes")]
    [InlineData("year=>5", "'>' at character 6 cannot start a value", "quotes")]
    [InlineData("year<>5", "'>' at character 6 cannot start a value", "quotes")]
    [InlineData("tag=\"a", "the quote at character 5 is never closed", "write it twice")]
    [InlineData("tag=a\"\"\"", "the quote at character 6 is never closed", "write it twice")]
    [InlineData("tag=a*b", "the '*' at character 6 can only end a value", "quotes")]
    [InlineData("tag=**", "the '*' at character 5 can only end a value", "quotes")]
    [InlineData("year>=20*", "the '*' at character 9 cannot be compared", "quotes")]
    [InlineData("year=20*..21", "the '*' at character 8 cannot be compared", "quotes")]
    [InlineData("year<1,2", "'<' takes only one value, but there is a comma at character 7", "quotes")]
    [InlineData("year=..", "the range at character 6 has no ends", "2020..2024")]
    [InlineData("year=1...2", "there are three dots at character 7", "quotes")]
    [InlineData("year=2024..2020", "the range at character 6 runs backwards", "2020..2024")]
    [InlineData("year=10..9", "the range at character 6 runs backwards", "9..10")]
    [InlineData("name=b..a", "the range at character 6 runs backwards", "a..b")]
    [InlineData("date=2024-05-02..2024-05-01", "the range at character 6 runs backwards", "2024-05-01..2024-05-02")]
    [InlineData("modified=2024-05..2024-04", "the range at character 10 runs backwards", "2024-04..2024-05")]
    [InlineData("modified=1d..2d", "the range at character 10 runs backwards", "2d..1d")]
    [InlineData("modified=yesterday", "'yesterday' at character 10 is not a time", "2024-05-17")]
    [InlineData("modified=2024-02-30", "'2024-02-30' at character 10 is not a time", "2024-05-17")]
    [InlineData("modified=2024,soon", "'soon' at character 15 is not a time", "7d")]
    [InlineData("modified>5", "'5' at character 10 is not a time", "7d")]
    [InlineData("path<x", "'<' does not work with path", "path=notes*")]
    [InlineData("collection>=x", "'>' does not work with collection", "collection=notes*")]
    [InlineData("path=a,[b", "the bracket at character 8 is never closed", "quotes")]
    [InlineData("path=[]", "the bracket at character 6 is never closed", "quotes")]
    [InlineData("path=[z-a]", "the range in the bracket at character 6 runs backwards", "[a-z]")]
    public void Parse_MalformedFilter_NamesErrorPositionAndFix(string filter, string reason, string wayOut)
    {
        FilterException refused = Assert.Throws<FilterException>(() => SearchFilter.Parse(filter));
        Assert.Equal(filter, refused.Filter);
        Assert.StartsWith(reason, refused.Reason, StringComparison.Ordinal);
        Assert.Contains(wayOut, refused.Reason, StringComparison.Ordinal);
        Assert.Contains($"'{filter}'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_FormattedTree_ReturnsTheTree()
    {
        Random random = new(1);
        for (int i = 0; i < 5000; i++)
        {
            FieldCondition tree = RandomTree(random);
            string filter = $"field:{Quote(tree.Field)}{(tree.IsNegated ? "!=" : "=")}{string.Join(',', tree.Tests.Select(Write))}";
            Assert.Equal(Describe(tree), Describe(FilterParser.Parse(filter)));
        }
    }

    [Fact]
    public void Parse_AnyText_IsAFilterOrRefused()
    {
        const string alphabet = "ab=!<>.,*\"[]-/ 2dπ😀\0\n";
        Random random = new(2);
        int parsed = 0;
        for (int i = 0; i < 10_000; i++)
        {
            string filter = (random.Next(3) switch { 0 => "path=", 1 => "modified=", _ => "" }) + string.Concat(
                Enumerable.Range(0, random.Next(12)).Select(_ => alphabet[random.Next(alphabet.Length)]));
            try
            {
                FilterParser.Parse(filter);
                parsed++;
            }
            catch (FilterException refused)
            {
                Assert.Equal(filter, refused.Filter);
            }
        }
        Assert.InRange(parsed, 500, 9_500);
    }

    [Fact]
    public void Parse_SeveralFilters_KeepsThemAll() => Assert.Equal("tag=x and year<5", SearchFilter.Parse("tag=x", "year<5").ToString());

    private static string Describe(FilterCondition condition) => (condition.IsNegated ? "not " : "") + condition switch
    {
        FieldCondition field => $"{field.Field}: {string.Join(" | ", field.Tests.Select(Describe))}",
        CollectionCondition collection => $"collection: {string.Join(" | ", collection.Names.Select(Describe))}",
        PathCondition path => $"path: {string.Join(" | ", path.Globs.Select(glob => glob.Prefix))}",
        _ => "modified",
    };

    private static string Describe(ValueTest test) => test switch
    {
        ValueEquals value => value.Text,
        ValueStartsWith prefix => prefix.Text + "...",
        ValueInRange { From: var from, To: var to } =>
            $"{(from is { IsInclusive: true } ? '[' : '(')}{from?.Text ?? ".."}, "
                + $"{to?.Text ?? ".."}{(to is { IsInclusive: true } ? ']' : ')')}",
        _ => throw new ArgumentOutOfRangeException(nameof(test)),
    };

    private static FieldCondition RandomTree(Random random) =>
        new("", random.Next(2) == 0, RandomText(random), [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => RandomTest(random))]);

    private static ValueTest RandomTest(Random random)
    {
        string[] ends = [RandomText(random), RandomText(random)];
        ValueBound low = new(ends[0], true), high = new(ends[1], true);
        return random.Next(5) switch
        {
            0 => new ValueStartsWith(ends[0]),
            1 => new ValueInRange(low, null),
            2 => new ValueInRange(null, low),
            3 => new ValueInRange(low, high) is { IsBackwards: false } between ? between : new ValueInRange(high, low),
            _ => new ValueEquals(ends[0]),
        };
    }

    private static string RandomText(Random random)
    {
        string[] characters = ["a", "b", "7", "é", "😀", "\"", "*", "..", ".", ",", "=", "<", "!", "[", "/", "'", ";"];
        return string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => characters[random.Next(characters.Length)]));
    }

    private static string Write(ValueTest test) => test switch
    {
        ValueEquals value => Quote(value.Text),
        ValueStartsWith prefix => Quote(prefix.Text) + "*",
        ValueInRange between => $"{Quote(between.From?.Text)}..{Quote(between.To?.Text)}",
        _ => throw new ArgumentOutOfRangeException(nameof(test)),
    };

    private static string Quote(string? text) =>
        text is null ? "" : text.All(char.IsAsciiLetterOrDigit) ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
