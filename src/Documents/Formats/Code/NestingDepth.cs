using System.Buffers;

namespace SearchEngine.Documents.Formats.Code;

/// <summary>Says how deep code nests, before a parser that recurses sees it.</summary>
internal static class NestingDepth
{
    private static readonly SearchValues<char> Delimiters = SearchValues.Create("([{<>}]);#"), Brackets = SearchValues.Create("([{<>}]);");

    /// <returns>The most brackets that are open at once, those in strings and comments counted, comparisons only up to the end of their statement, and <c>#if</c> like a bracket.</returns>
    public static int Measure(ReadOnlySpan<char> code)
    {
        int depth = 0;
        int angles = 0;
        int conditions = 0;
        int deepest = 0;
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
            deepest = Math.Max(deepest, depth + angles + conditions);
            code = code[(found + 1)..];
        }
        return deepest;
    }

    /// <summary>
    /// How many of the brackets that are open at once hold a <c>&lt;</c> that nothing closed yet. Each may be a comparison or begin type arguments, and a parser that tries both for the one around it tries both again for
    /// the one within: the work doubles with each.
    /// </summary>
    public static int MeasureComparisons(ReadOnlySpan<char> code)
    {
        Stack<bool> outer = [];
        bool compared = false;
        int open = 0, most = 0;
        while (code.IndexOfAny(Brackets) is >= 0 and int found)
        {
            switch (code[found])
            {
                case '(' or '[' or '{':
                    outer.Push(compared);
                    if (compared) open++;
                    compared = false;
                    break;
                case '<':
                    compared = true;
                    break;
                case '>' or ';':
                    compared = false;
                    break;
                default:
                    compared = outer.TryPop(out bool before) && before;
                    if (compared) open--;
                    break;
            }
            most = Math.Max(most, open + (compared ? 1 : 0));
            code = code[(found + 1)..];
        }
        return most;
    }
}
