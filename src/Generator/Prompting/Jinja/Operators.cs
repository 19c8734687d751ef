namespace SearchEngine.Generator.Prompting.Jinja;

/// <summary>What the signs between two values do.</summary>
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

    private static bool Contains(Scope scope, object? whole, object? part)
    {
        switch (whole, part)
        {
            case (MarkedText text, MarkedText word):
                scope.Spend(text.Length);
                return text.Text.Contains(word.Text, StringComparison.Ordinal);
            case (IReadOnlyDictionary<string, object?> mapping, MarkedText name): return mapping.ContainsKey(name.Text);
            case (MarkedText, _): throw CreateTypeError(scope, "in", part, whole);
            default: return Values.ToItems(scope, whole).Any(item => Values.AreEqual(scope, item, part));
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
        return sign switch { "<" => order < 0, ">" => order > 0, "<=" => order <= 0, _ => order >= 0 };
    }

    private static object Calculate(Scope scope, string sign, object? a, object? b)
    {
        if (sign is "/" or "//" or "%" && ToDouble(b) == 0) throw scope.CreateError("a number is divided by zero");
        if (sign != "/" && (a, b) is (long x, long y))
        {
            long rest = sign is "//" or "%" ? Remainder(x, y) : 0;
            return unchecked(sign switch { "+" => x + y, "-" => x - y, "*" => x * y, "//" => (x - rest) / (y == -1 ? 1 : y) * (y == -1 ? -1 : 1), _ => rest });
        }
        (double p, double q) = (ToDouble(a), ToDouble(b));
        return sign switch { "+" => p + q, "-" => p - q, "*" => p * q, "/" => p / q, "//" => Math.Floor(p / q), _ => p - (q * Math.Floor(p / q)) };
    }

    /// <summary>As in Python, of the divisor's sign.</summary>
    private static long Remainder(long a, long b)
    {
        if (b == -1) return 0;
        long rest = a % b;
        return rest != 0 && rest < 0 != b < 0 ? rest + b : rest;
    }

    private static ChatTemplateException CreateTypeError(Scope scope, string sign, object? a, object? b) =>
        scope.CreateError($"'{sign}' does not go between {Values.Describe(a)} and {Values.Describe(b)}");
}
