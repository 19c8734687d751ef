namespace SearchEngine.Generator.Prompting.Jinja;

/// <summary>The binary operators.</summary>
internal static class Operators
{
    public static object? Apply(Scope scope, string sign, object? a, object? b) => sign switch
    {
        "~" => Concat(scope, Values.ToText(scope, a), Values.ToText(scope, b)),
        "==" => Values.AreEqual(scope, a, b),
        "!=" => !Values.AreEqual(scope, a, b),
        "<" or ">" or "<=" or ">=" => Compare(scope, sign, a, b),
        "in" => Contains(scope, b, a),
        "not in" => !Contains(scope, b, a),
        "+" when (a, b) is (MarkedText x, MarkedText y) => Concat(scope, x, y),
        "+" when (a, b) is (object?[] x, object?[] y) => Join(scope, x, y),
        _ when (a, b) is (long or double, long or double) => Calculate(scope, sign, a, b),
        _ => throw CreateTypeError(scope, sign, a, b),
    };

    public static double ToDouble(object? number) => number is long integer ? integer : (double)number!;

    private static MarkedText Concat(Scope scope, MarkedText a, MarkedText b)
    {
        scope.Spend(a.Length + (long)b.Length);
        return MarkedText.Concat(a, b);
    }

    private static object?[] Join(Scope scope, object?[] a, object?[] b)
    {
        scope.Spend(a.Length + (long)b.Length);
        return [.. a, .. b];
    }

    private static bool Contains(Scope scope, object? container, object? element)
    {
        switch (container, element)
        {
            case (MarkedText text, MarkedText word):
                scope.Spend(text.Length);
                return text.Text.Contains(word.Text, StringComparison.Ordinal);
            case (IReadOnlyDictionary<string, object?> mapping, MarkedText key):
                return mapping.ContainsKey(key.Text);
            case (MarkedText, _):
                throw CreateTypeError(scope, "in", element, container);
            default:
                return Values.ToItems(scope, container).Any(item => Values.AreEqual(scope, item, element));
        }
    }

    private static bool Compare(Scope scope, string sign, object? a, object? b)
    {
        int order = (a, b) switch
        {
            (MarkedText x, MarkedText y) => string.CompareOrdinal(x.Text, y.Text),
            (long x, long y) => x.CompareTo(y),
            (long or double, long or double) => ToDouble(a).CompareTo(ToDouble(b)),
            _ => throw CreateTypeError(scope, sign, a, b),
        };
        return sign switch
        {
            "<" => order < 0,
            ">" => order > 0,
            "<=" => order <= 0,
            _ => order >= 0,
        };
    }

    private static object Calculate(Scope scope, string sign, object? a, object? b)
    {
        if (sign is "/" or "//" or "%" && ToDouble(b) == 0) throw scope.CreateError("a number cannot be divided by zero");
        if (sign != "/" && (a, b) is (long x, long y)) return CalculateIntegers(sign, x, y);
        return CalculateDoubles(sign, ToDouble(a), ToDouble(b));
    }

    private static long CalculateIntegers(string sign, long x, long y) => unchecked(sign switch
    {
        "+" => x + y,
        "-" => x - y,
        "*" => x * y,
        "//" when y == -1 => -x,
        "//" => (x - Remainder(x, y)) / y,
        _ => Remainder(x, y),
    });

    private static double CalculateDoubles(string sign, double x, double y) => sign switch
    {
        "+" => x + y,
        "-" => x - y,
        "*" => x * y,
        "/" => x / y,
        "//" => Math.Floor(x / y),
        _ => x - (y * Math.Floor(x / y)),
    };

    /// <summary>Returns the remainder of a division. As in Python, it has the sign of the divisor.</summary>
    private static long Remainder(long a, long b)
    {
        // The minimum of long cannot be divided by -1.
        if (b == -1) return 0;
        long remainder = a % b;
        return remainder != 0 && remainder < 0 != b < 0 ? remainder + b : remainder;
    }

    private static ChatTemplateException CreateTypeError(Scope scope, string sign, object? a, object? b) =>
        scope.CreateError($"'{sign}' cannot be applied to {Values.Describe(a)} and {Values.Describe(b)}");
}
