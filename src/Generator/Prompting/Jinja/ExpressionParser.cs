namespace SearchEngine.Generator.Prompting.Jinja;

/// <summary>
/// Parses expressions, from the lowest precedence to the highest. A chain of operators of one precedence is evaluated in a loop, so that
/// the stack is only as deep as the nesting of the expression.
/// </summary>
internal sealed class ExpressionParser(TemplateTokenReader reader)
{
    private static readonly string[] Comparisons = ["==", "!=", "<=", ">=", "<", ">", "in", "not in"];

    /// <summary>Parses an expression.</summary>
    /// <param name="allowConditional">Whether it may be "a if b else c"; false before the "if" of a for tag.</param>
    public Expression Parse(bool allowConditional = true) => reader.ParseNested(() =>
    {
        Expression value = ParseOr();
        if (!allowConditional || !reader.TryTake("if")) return value;
        Expression condition = ParseOr();
        Expression alternative = reader.TryTake("else") ? Parse() : _ => new Undefined("else");
        return scope => Values.IsTrue(condition(scope)) ? value(scope) : alternative(scope);
    });

    private Expression ParseOr() => CombineLogical(ParseOperands(ParseAnd, "or"), stopValue: true);

    private Expression ParseAnd() => CombineLogical(ParseOperands(ParseNot, "and"), stopValue: false);

    private List<Expression> ParseOperands(Func<Expression> parse, string word)
    {
        List<Expression> operands = [parse()];
        while (reader.TryTake(word)) operands.Add(parse());
        return operands;
    }

    /// <summary>Evaluates to the first operand whose truth is <paramref name="stopValue"/>, or to the last operand.</summary>
    private static Expression CombineLogical(List<Expression> operands, bool stopValue)
    {
        if (operands is [Expression single]) return single;
        return scope =>
        {
            object? value = null;
            foreach (Expression operand in operands)
            {
                value = operand(scope);
                if (Values.IsTrue(value) == stopValue) break;
            }
            return value;
        };
    }

    private Expression ParseNot()
    {
        if (!reader.TryTake("not")) return ParseComparison();
        Expression operand = reader.ParseNested(ParseNot);
        return scope => !Values.IsTrue(operand(scope));
    }

    private Expression ParseComparison()
    {
        Expression first = ParseSum();
        List<(string Sign, Expression Operand)> rest = [];
        while (TakeOperatorOrNull(Comparisons) is { } sign) rest.Add((sign, ParseSum()));
        return rest.Count == 0 ? first : scope =>
        {
            // "a < b < c" compares each adjacent pair.
            object? left = first(scope);
            foreach ((string sign, Expression operand) in rest)
            {
                object? right = operand(scope);
                scope.Spend(1);
                if (Operators.Apply(scope, sign, left, right) is not true) return false;
                left = right;
            }
            return true;
        };
    }

    private Expression ParseSum() => ParseChain(ParseConcat, "+", "-");

    private Expression ParseConcat() => ParseChain(ParseProduct, "~");

    private Expression ParseProduct() =>
        ParseChain(new OperandParser(reader, this, new PrimaryParser(reader, this)).Parse, "*", "/", "//", "%");

    private Expression ParseChain(Func<Expression> parse, params string[] signs)
    {
        Expression first = parse();
        List<(string Sign, Expression Operand)> rest = [];
        while (TakeOperatorOrNull(signs) is { } sign) rest.Add((sign, parse()));
        return rest.Count == 0 ? first : scope =>
        {
            object? value = first(scope);
            foreach ((string sign, Expression operand) in rest)
            {
                scope.Spend(1);
                value = Operators.Apply(scope, sign, value, operand(scope));
            }
            return value;
        };
    }

    private string? TakeOperatorOrNull(string[] signs)
    {
        string? sign = Array.Find(signs, sign => sign == "not in" ? reader.Is("not") && reader.IsNext("in") : reader.Is(sign));
        if (sign == "not in") reader.Take();
        if (sign is not null) reader.Take();
        return sign;
    }
}
