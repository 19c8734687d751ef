using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using System.Numerics;
using Microsoft.Extensions.VectorData.ProviderServices;
using Microsoft.Extensions.VectorData.ProviderServices.Filter;

namespace SearchEngine.VectorStore;

/// <summary>
/// Translates a filter expression to an SQL condition. Values are parameters, never part of the text. Comparisons are true or false and
/// never unknown, so that records without a value match as in C#.
/// </summary>
internal sealed class SqlFilterTranslator : FilterTranslatorBase
{
    private const string SupportedExpressions =
        "A filter compares properties (==, !=, <, <=, >, >=) with values, joins with &&, || and !, and has bool properties, "
        + "values.Contains(r.Property), r.List.Contains(value), r.List.Any(x => values.Contains(x)), and r.Text.Contains, StartsWith and "
        + "EndsWith.";

    private readonly RecordTable _table;
    private readonly List<object?> _parameters = [];

    private SqlFilterTranslator(RecordTable table) => _table = table;

    /// <summary>Translates a filter.</summary>
    /// <param name="filter">The filter; null matches every record.</param>
    /// <param name="model">The properties of the records.</param>
    /// <param name="table">Their columns.</param>
    /// <returns>A condition with parameters $1, $2 and so on, and their values.</returns>
    /// <exception cref="NotSupportedException">The filter has an unsupported expression; the message names it.</exception>
    public static (string Condition, object?[] Parameters) Translate(LambdaExpression? filter, CollectionModel model, RecordTable table)
    {
        if (filter is null) return ("1", []);
        SqlFilterTranslator translator = new(table);
        Expression body = translator.PreprocessFilter(filter, model, new FilterPreprocessingOptions());
        return (translator.TranslateCondition(body), [.. translator._parameters]);
    }

    protected override bool TryBindProperty(Expression expression, [NotNullWhen(true)] out PropertyModel? propertyModel)
    {
        // C# widens small numbers before it compares them, which does not change their values.
        while (expression is UnaryExpression { NodeType: ExpressionType.Convert } conversion
            && IsNumber(conversion.Type)
            && IsNumber(conversion.Operand.Type)
            && conversion.Operand is not MethodCallExpression)
        {
            expression = conversion.Operand;
        }
        return base.TryBindProperty(expression, out propertyModel);
    }

    private string TranslateCondition(Expression node) => node switch
    {
        BinaryExpression binary => TranslateBinary(binary),
        UnaryExpression { NodeType: ExpressionType.Not } negation => $"(NOT {TranslateCondition(negation.Operand)})",
        ConstantExpression { Value: bool constant } => constant ? "1" : "0",
        MethodCallExpression call => TranslateCall(call),
        _ when TryBindFlag(node, out PropertyModel? flag) => $"ifnull({GetColumn(flag, node)}, 0)",
        UnaryExpression { NodeType: ExpressionType.Convert } conversion when IsBool(conversion) && IsBool(conversion.Operand) =>
            TranslateCondition(conversion.Operand),
        _ => throw Unsupported(node),
    };

    private string TranslateBinary(BinaryExpression node) => node.NodeType switch
    {
        ExpressionType.AndAlso or ExpressionType.And when IsBool(node) => TranslateJunction(node, "AND"),
        ExpressionType.OrElse or ExpressionType.Or when IsBool(node) => TranslateJunction(node, "OR"),
        ExpressionType.Equal => TranslateComparison(node, "IS", "IS"),
        ExpressionType.NotEqual => TranslateComparison(node, "IS NOT", "IS NOT"),
        ExpressionType.LessThan => TranslateOrdering(node, "<", ">"),
        ExpressionType.LessThanOrEqual => TranslateOrdering(node, "<=", ">="),
        ExpressionType.GreaterThan => TranslateOrdering(node, ">", "<"),
        ExpressionType.GreaterThanOrEqual => TranslateOrdering(node, ">=", "<="),
        _ => throw Unsupported(node),
    };

    private string TranslateJunction(BinaryExpression node, string operation) =>
        $"({TranslateCondition(node.Left)} {operation} {TranslateCondition(node.Right)})";

    private string TranslateOrdering(BinaryExpression node, string operation, string reversed) =>
        $"ifnull({TranslateComparison(node, operation, reversed, isOrdering: true)}, 0)";

    private string TranslateComparison(BinaryExpression node, string operation, string reversed, bool isOrdering = false)
    {
        if (TryBindProperty(node.Left, out PropertyModel? left))
        {
            string other = TryBindProperty(node.Right, out PropertyModel? right) && right.Type == left.Type
                ? GetColumn(right, node)
                : AddParameter(left, Evaluate(node.Right, node));
            return Compare(left, GetColumn(left, node), operation, other);
        }
        return TryBindProperty(node.Right, out PropertyModel? only)
            ? Compare(only, GetColumn(only, node), reversed, AddParameter(only, Evaluate(node.Left, node)))
            : throw Unsupported(node);

        // NaN is neither less nor greater than a number.
        string Compare(PropertyModel property, string column, string comparison, string value) =>
            isOrdering && ColumnType.For(property.Type).Declaration == ColumnType.RealDeclaration
                ? $"(nullif({column}, '{ColumnType.NotANumber}') {comparison} nullif({value}, '{ColumnType.NotANumber}'))"
                : $"({column} {comparison} {value})";
    }

    private string TranslateCall(MethodCallExpression call)
    {
        if (TryMatchContains(call, out Expression? source, out Expression? item)) return TranslateContains(call, source, item);
        if (call.Method.DeclaringType == typeof(string)
            && call.Object is { } text
            && call.Arguments is [{ } argument]
            && argument.Type == typeof(string)
            && TryBindProperty(text, out PropertyModel? textProperty))
        {
            return TranslateTextCall(call, GetColumn(textProperty, call), AddParameter(Evaluate(argument, call)));
        }
        if (call is { Method.Name: nameof(Enumerable.Any), Arguments: [{ } list, LambdaExpression predicate] }
            && call.Method.DeclaringType == typeof(Enumerable)
            && TryBindProperty(list, out PropertyModel? listProperty)
            && predicate is { Body: MethodCallExpression body, Parameters: [var element] }
            && TryMatchContains(body, out Expression? values, out Expression? tested)
            && tested == element)
        {
            string membership = TranslateMembership("value", EvaluateList(values, call), AddParameter);
            return $"EXISTS (SELECT 1 FROM json_each({GetColumn(listProperty, call)}) WHERE {membership})";
        }
        if (TryBindFlag(call, out PropertyModel? flag)) return $"ifnull({GetColumn(flag, call)}, 0)";
        throw Unsupported(call);
    }

    private string TranslateContains(MethodCallExpression call, Expression source, Expression item)
    {
        if (TryBindProperty(source, out PropertyModel? list))
        {
            string column = GetColumn(list, call);
            return $"EXISTS (SELECT 1 FROM json_each({column}) WHERE value IS {AddParameter(Evaluate(item, call))})";
        }
        if (TryBindProperty(item, out PropertyModel? property))
        {
            string column = GetColumn(property, call);
            return TranslateMembership(column, EvaluateList(source, call), value => AddParameter(property, value));
        }
        throw Unsupported(call);
    }

    private static string TranslateTextCall(MethodCallExpression call, string column, string part) => call.Method.Name switch
    {
        nameof(string.Contains) => $"ifnull(instr({column}, {part}) > 0, 0)",
        nameof(string.StartsWith) => $"ifnull(substr({column}, 1, length({part})) = {part}, 0)",
        nameof(string.EndsWith) =>
            $"ifnull(length({column}) >= length({part}) AND substr({column}, length({column}) - length({part}) + 1) = {part}, 0)",
        _ => throw Unsupported(call),
    };

    /// <summary>
    /// Translates a test whether a column is one of some values. The last value is repeated up to a power of two, so that statements of
    /// only a few lengths are prepared.
    /// </summary>
    private static string TranslateMembership(string column, IReadOnlyList<object?> values, Func<object?, string> addParameter)
    {
        object[] nonNull = [.. values.OfType<object>()];
        string isNull = nonNull.Length < values.Count ? $"{column} IS NULL" : "0";
        if (nonNull.Length == 0) return $"({isNull})";
        int count = (int)BitOperations.RoundUpToPowerOf2((uint)nonNull.Length);
        IEnumerable<string> parameters = Enumerable.Range(0, count).Select(i => addParameter(nonNull[Math.Min(i, nonNull.Length - 1)]));
        return $"(ifnull({column} IN ({string.Join(", ", parameters)}), 0) OR {isNull})";
    }

    private bool TryBindFlag(Expression node, [NotNullWhen(true)] out PropertyModel? flag)
    {
        flag = null;
        return IsBool(node) && TryBindProperty(node, out flag) && flag.Type == typeof(bool);
    }

    private string GetColumn(PropertyModel property, Expression node) =>
        property is VectorPropertyModel ? throw Unsupported(node) : _table.GetColumn(property);

    private string AddParameter(PropertyModel property, object? value)
    {
        if (value is null) return AddValue(null);
        ColumnType column = ColumnType.For(property.Type);
        Type type = value.GetType();
        if (type != column.Type && !(IsNumber(type) && IsNumber(column.Type)))
        {
            throw new NotSupportedException(
                $"Property '{property.ModelName}' is a {column.Type.Name} and cannot be compared with a {type.Name}.");
        }
        return AddValue(column.Write(value));
    }

    private string AddParameter(object? value) => AddValue(value is null ? null : ColumnType.For(value.GetType()).Write(value));

    private string AddValue(object? value)
    {
        _parameters.Add(value);
        return $"${_parameters.Count}";
    }

    private IReadOnlyList<object?> EvaluateList(Expression expression, Expression node) =>
        Evaluate(expression, node) is IEnumerable values and not string ? [.. values.Cast<object?>()] : throw Unsupported(node);

    /// <summary>Evaluates an expression that does not depend on the record.</summary>
    private object? Evaluate(Expression expression, Expression node)
    {
        if (expression is ConstantExpression constant) return constant.Value;
        if (new RecordFinder(RecordParameter).IsReferencedBy(expression)) throw Unsupported(node);
        Expression boxed = Expression.Convert(expression, typeof(object));
        return Expression.Lambda<Func<object?>>(boxed).Compile(preferInterpretation: true)();
    }

    private static NotSupportedException Unsupported(Expression node) =>
        new($"The filter expression '{node}' is not supported. {SupportedExpressions}");

    private static bool IsBool(Expression node) => node.Type == typeof(bool);

    private static bool IsNumber(Type type) => Type.GetTypeCode(Nullable.GetUnderlyingType(type) ?? type) is
        TypeCode.Byte or TypeCode.Int16 or TypeCode.Int32 or TypeCode.Int64 or TypeCode.Single or TypeCode.Double;

    private sealed class RecordFinder(ParameterExpression record) : ExpressionVisitor
    {
        private bool _found;

        public bool IsReferencedBy(Expression expression)
        {
            Visit(expression);
            return _found;
        }

        protected override Expression VisitParameter(ParameterExpression node)
        {
            _found |= node == record;
            return node;
        }
    }
}
