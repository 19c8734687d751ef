using System.Text.RegularExpressions;
using SearchEngine.Cli.Experts;

namespace SearchEngine.Cli.Tests.Experts;

public sealed partial class TokenClassifierTests
{
    [Theory]
    [InlineData("The baker|, who| lives", "FunctionWord Word Punctuation FunctionWord Word")]
    [InlineData("We met Anna in Paris.", "FunctionWord Word Name FunctionWord Name Punctuation")]
    [InlineData("NASA launched it. Rockets rose.", "Name Word FunctionWord Punctuation Word Word Punctuation")]
    [InlineData("un|believ|able don't", "Word Continuation Continuation FunctionWord")]
    [InlineData("in 1|9|9|5, 3.5 km", "FunctionWord Number Number Number Number Punctuation Number Punctuation Number Word")]
    [InlineData("one\n|\n|  |two", "FunctionWord Blank Blank Blank Word")]
    [InlineData(
        "The method get|Value returns what a caller of it needs.",
        "FunctionWord Word Code Code Word FunctionWord FunctionWord Word FunctionWord FunctionWord Word Punctuation")]
    public void Classify_Prose_FollowsTheRules(string text, string expected)
    {
        // A bar separates tokens that blanks and punctuation do not.
        (TokenKind[] kinds, bool isCode) = Classify(text);

        Assert.Equal(expected, string.Join(' ', kinds));
        Assert.False(isCode);
    }

    [Theory]
    [InlineData("int Sum(int[] values)\n{\n    int sum = 0;\n    foreach (int value in values) sum += value;\n    return sum;\n}\n")]
    [InlineData("def mean(values):\n    total = sum(values)\n    return total / len(values)\n")]
    [InlineData("SELECT name, COUNT(*) AS n FROM loans WHERE due_date < '2020' GROUP BY name;")]
    public void Classify_Program_IsCodeExceptNumbersAndBlanks(string text)
    {
        (TokenKind[] kinds, bool isCode) = Classify(text);

        Assert.True(isCode);
        Assert.All(kinds, kind => Assert.Contains(kind, (TokenKind[])[TokenKind.Code, TokenKind.Number, TokenKind.Blank]));
    }

    private static (TokenKind[] Kinds, bool IsCode) Classify(string marked)
    {
        List<(int, int)> spans = [];
        string text = "";
        foreach (string part in Piece().Matches(marked).Select(match => match.Value))
        {
            if (part == "|") continue;
            spans.Add((text.Length, text.Length + part.Length));
            text += part;
        }
        return TokenClassifier.Classify(text, spans);
    }

    [GeneratedRegex(@"\||\n|  +(?=\S)| ?[\p{L}'_]+| ?\d| ?[^\w\s|]| +")]
    private static partial Regex Piece();
}
