using System.Buffers;

namespace SearchEngine.Documents.Formats.Code;

/// <summary>Measures how deeply code nests, before a recursive parser reads it.</summary>
internal static class NestingDepth
{
    private static readonly SearchValues<char> Delimiters = SearchValues.Create("([{<>}]);#");
    private static readonly SearchValues<char> Brackets = SearchValues.Create("([{<>}]);");

    /// <returns>
    /// The maximum number of brackets open at once, including those in strings and comments; <c>&lt;</c> counts up to the end of its
    /// statement, and <c>#if</c> counts like a bracket.
    /// </returns>
    public static int Measure(ReadOnlySpan<char> code)
    {
        int depth = 0;
        int angles = 0;
        int conditions = 0;
        int maxDepth = 0;
        while (code.IndexOfAny(Delimiters) is >= 0 and int found)
        {
            switch (code[found])
            {
                case '(' or '[' or '{':
                    depth++;
                    break;
                case '<':
                    angles++;
                    break;
                case '>':
                    angles = Math.Max(angles - 1, 0);
                    break;
                case '#':
                    ReadOnlySpan<char> directive = code[(found + 1)..].TrimStart(' ');
                    if (directive.StartsWith("if")) conditions++;
                    else if (directive.StartsWith("endif")) conditions = Math.Max(conditions - 1, 0);
                    break;
                case ';':
                    angles = 0;
                    break;
                default:
                    depth = Math.Max(depth - 1, 0);
                    break;
            }
            maxDepth = Math.Max(maxDepth, depth + angles + conditions);
            code = code[(found + 1)..];
        }
        return maxDepth;
    }

    /// <summary>
    /// Returns the maximum number of open brackets that contain an unclosed <c>&lt;</c>. Each may be a comparison or the start of type
    /// arguments; a parser that tries both alternatives repeats the work for every nested one, so the work doubles with each.
    /// </summary>
    public static int MeasureComparisons(ReadOnlySpan<char> code)
    {
        Stack<bool> outerComparisons = [];
        bool hasComparison = false;
        int open = 0;
        int maxOpen = 0;
        while (code.IndexOfAny(Brackets) is >= 0 and int found)
        {
            switch (code[found])
            {
                case '(' or '[' or '{':
                    outerComparisons.Push(hasComparison);
                    if (hasComparison) open++;
                    hasComparison = false;
                    break;
                case '<':
                    hasComparison = true;
                    break;
                case '>' or ';':
                    hasComparison = false;
                    break;
                default:
                    hasComparison = outerComparisons.TryPop(out bool before) && before;
                    if (hasComparison) open--;
                    break;
            }
            maxOpen = Math.Max(maxOpen, open + (hasComparison ? 1 : 0));
            code = code[(found + 1)..];
        }
        return maxOpen;
    }
}
