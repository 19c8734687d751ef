using System.Globalization;

namespace SearchEngine.Generator.Prompting.Jinja;

/// <summary>Parses literals, variables, function calls, expressions in parentheses, lists and mappings.</summary>
internal sealed class PrimaryParser(TemplateTokenReader reader, ExpressionParser expressions)
{
    public Expression Parse()
    {
        TemplateToken token = reader.Current;
        switch (token.Kind)
        {
            case TemplateTokenKind.String: return Constant(ParseString());
            case TemplateTokenKind.Integer:
                reader.Take();
                return long.TryParse(token.Text, NumberStyles.None, CultureInfo.InvariantCulture, out long integer)
                    ? Constant(integer)
                    : throw TemplateError.Create(token.Line, $"the number {token.Text} is too large");
            case TemplateTokenKind.Float: return Constant(double.Parse(reader.Take().Text, CultureInfo.InvariantCulture));
            case TemplateTokenKind.Name: return ParseName();
            case TemplateTokenKind.Operator when token.Text is "(" or "[":
                reader.Take();
                return ParseSequence(token.Text == "(" ? ")" : "]");
            case TemplateTokenKind.Operator when token.Text == "{":
                reader.Take();
                return ParseMapping();
            default: throw reader.CreateUnexpectedError("an expression");
        }
    }

    private static Expression Constant(object? value) => _ => value;

    /// <summary>Parses a string literal. Adjacent literals are concatenated, as in Python.</summary>
    private MarkedText ParseString()
    {
        string text = "";
        while (reader.Current.Kind == TemplateTokenKind.String) text += reader.Take().Text;
        return new MarkedText(text, isTemplate: true);
    }

    private Expression ParseName()
    {
        TemplateToken name = reader.Take();
        switch (name.Text)
        {
            case "true" or "True": return Constant(true);
            case "false" or "False": return Constant(false);
            case "none" or "None": return Constant(null);
            case "and" or "or" or "not" or "if" or "else" or "in" or "is":
                throw TemplateError.Create(name.Line, $"an expression was expected, not {name.DisplayText}");
        }
        if (!reader.Is("(")) return scope => scope.GetVariable(name.Text);
        Operation function = TemplateError.Resolve(name, "function", BuiltInFunctions.ByName);
        ArgumentList arguments = ParseArguments();
        return scope => function(scope, null, arguments.Evaluate(scope));
    }

    /// <summary>Parses the rest of a list, a tuple or an expression in parentheses.</summary>
    private Expression ParseSequence(string close)
    {
        List<Expression> items = [];
        bool hasComma = false;
        while (!reader.Is(close))
        {
            items.Add(expressions.Parse());
            if (!reader.TryTake(",")) break;
            hasComma = true;
        }
        reader.Expect(close);
        if (close == ")" && !hasComma && items is [Expression inner]) return inner;
        return scope => items.Select(item => item(scope)).ToArray();
    }

    private Expression ParseMapping()
    {
        List<(Expression Key, Expression Value)> entries = [];
        while (!reader.Is("}"))
        {
            Expression key = expressions.Parse();
            reader.Expect(":");
            entries.Add((key, expressions.Parse()));
            if (!reader.TryTake(",")) break;
        }
        reader.Expect("}");
        return scope =>
        {
            Dictionary<string, object?> mapping = new(StringComparer.Ordinal);
            foreach ((Expression key, Expression value) in entries) mapping[Values.ToText(scope, key(scope)).Text] = value(scope);
            return mapping;
        };
    }

    public ArgumentList ParseArguments()
    {
        reader.Expect("(");
        List<Expression> positional = [];
        List<(string, Expression)> named = [];
        while (!reader.Is(")"))
        {
            if (reader.Current.Kind == TemplateTokenKind.Name && reader.IsNext("="))
            {
                string name = reader.Take().Text;
                reader.Take();
                named.Add((name, expressions.Parse()));
            }
            else
            {
                positional.Add(expressions.Parse());
            }
            if (!reader.TryTake(",")) break;
        }
        reader.Expect(")");
        return new ArgumentList(positional, named);
    }
}
