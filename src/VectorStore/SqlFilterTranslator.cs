using System.Collections;
using System.Linq.Expressions;
using Microsoft.Extensions.VectorData.ProviderServices;
using Microsoft.Extensions.VectorData.ProviderServices.Filter;

namespace SearchEngine.VectorStore;

/// <summary>
/// A filter expression as a condition of SQL. Values are parameters, never text. Comparisons are true or false and never unknown, so that a record without a value is where C# would have it.
/// </summary>
internal sealed class SqlFilterTranslator : FilterTranslatorBase
{
    private const string SupportedExpressions = "A filter compares properties (==, !=, <, <=, >, >=) with values, joins with &&, || and !, and has bool properties, values.Contains(r.Property), r.List.Contains(value), "
        + "r.List.Any(x => values.Contains(x)), and r.Text.Contains, StartsWith and EndsWith.";

    private readonly RecordTable _table;
    private readonly List<object?> _parameters = [];

    private SqlFilterTranslator(RecordTable table) => _table = table;

    /// <summary>Translates a filter.</summary>
    /// <param name="filter">What a record must be.</param>
    /// <param name="model">The record's properties.</param>
    /// <param name="table">Their columns.</param>
    /// <returns>A condition with parameters $1, $2 and so on.</returns>
    /// <exception cref="NotSupportedException">It has an expression that has no equal here; the message names it.</exception>
    public static (string Condition, object?[] Parameters) Translate(LambdaExpression? filter, CollectionModel model, RecordTable table)
    {
        if (filter is null) return ("1", []);
        SqlFilterTranslator translator = new(table);
        Expression body = translator.PreprocessFilter(filter, model, new FilterPreprocessingOptions());
        return (translator.TranslateCondition(body), [.. translator._parameters]);
    }

    protected override bool TryBindProperty(Expression expression, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out PropertyModel? propertyModel)
    {
        // C# widens small numbers before it compares them, and what they are does not change by it.
        while (expression is UnaryExpression { NodeType: ExpressionType.Convert } widened && IsNumber(widened.Type) && IsNumber(widened.Operand.Type) && widened.Operand is not MethodCallExpression) expression = widened.Operand;
        return base.TryBindProperty(expression, out propertyModel);
    }

    private string TranslateCondition(Expression node) => node switch
    {
        BinaryExpression { NodeType: ExpressionType.AndAlso or ExpressionType.And } both when both.Type == typeof(bool) => $"({TranslateCondition(both.Left)} AND {TranslateCondition(both.Right)})",
        BinaryExpression { NodeType: ExpressionType.OrElse or ExpressionType.Or } either when either.Type == typeof(bool) => $"({TranslateCondition(either.Left)} OR {TranslateCondition(either.Right)})",
        BinaryExpression { NodeType: ExpressionType.Equal } equal => TranslateComparison(equal, "IS", "IS"),
        BinaryExpression { NodeType: ExpressionType.NotEqual } different => TranslateComparison(different, "IS NOT", "IS NOT"),
        BinaryExpression { NodeType: ExpressionType.LessThan } less => TranslateOrdering(less, "<", ">"),
        BinaryExpression { NodeType: ExpressionType.LessThanOrEqual } atMost => TranslateOrdering(atMost, "<=", ">="),
        BinaryExpression { NodeType: ExpressionType.GreaterThan } more => TranslateOrdering(more, ">", "<"),
        BinaryExpression { NodeType: ExpressionType.GreaterThanOrEqual } atLeast => TranslateOrdering(atLeast, ">=", "<="),
        UnaryExpression { NodeType: ExpressionType.Not } negated => $"(NOT {TranslateCondition(negated.Operand)})",
        ConstantExpression { Value: bool known } => known ? "1" : "0",
        MethodCallExpression call => TranslateCall(call),
        _ when node.Type == typeof(bool) && TryBindProperty(node, out PropertyModel? property) && property.Type == typeof(bool) => $"ifnull({GetColumn(property, node)}, 0)",
        UnaryExpression { NodeType: ExpressionType.Convert } convert when convert.Type == typeof(bool) && convert.Operand.Type == typeof(bool) => TranslateCondition(convert.Operand),
        _ => throw Unsupported(node),
    };

    private string TranslateOrdering(BinaryExpression node, string ordered, string reversed) => $"ifnull({TranslateComparison(node, ordered, reversed)}, 0)";

    private string TranslateComparison(BinaryExpression node, string operation, string reversed)
    {
        if (TryBindProperty(node.Left, out PropertyModel? left)) return TryBindProperty(node.Right, out PropertyModel? other) && other.Type == left.Type
            ? $"({GetColumn(left, node)} {operation} {GetColumn(other, node)})"
            : $"({GetColumn(left, node)} {operation} {AddParameter(left, Evaluate(node.Right, node))})";
        return TryBindProperty(node.Right, out PropertyModel? right) ? $"({GetColumn(right, node)} {reversed} {AddParameter(right, Evaluate(node.Left, node))})" : throw Unsupported(node);
    }

    private string TranslateCall(MethodCallExpression call)
    {
        if (TryMatchContains(call, out Expression? source, out Expression? item))
        {
            if (TryBindProperty(source, out PropertyModel? list)) return $"EXISTS (SELECT 1 FROM json_each({GetColumn(list, call)}) WHERE value IS {AddParameter(Evaluate(item, call))})";
            if (TryBindProperty(item, out PropertyModel? property)) return TranslateMembership(GetColumn(property, call), EvaluateList(source, call), value => AddParameter(property, value));
            throw Unsupported(call);
        }
        if (call.Method.DeclaringType == typeof(string) && call.Object is { } text && call.Arguments is [{ } part] && part.Type == typeof(string) && TryBindProperty(text, out PropertyModel? of))
        {
            string column = GetColumn(of, call), wanted = AddParameter(Evaluate(part, call));
            return call.Method.Name switch
            {
                nameof(string.Contains) => $"ifnull(instr({column}, {wanted}) > 0, 0)",
                nameof(string.StartsWith) => $"ifnull(substr({column}, 1, length({wanted})) = {wanted}, 0)",
                nameof(string.EndsWith) => $"ifnull(length({column}) >= length({wanted}) AND substr({column}, length({column}) - length({wanted}) + 1) = {wanted}, 0)",
                _ => throw Unsupported(call),
            };
        }
        if (call is { Method.Name: nameof(Enumerable.Any), Arguments: [{ } any, LambdaExpression { Body: MethodCallExpression within, Parameters: [var element] }] } && call.Method.DeclaringType == typeof(Enumerable)
            && TryBindProperty(any, out PropertyModel? elements) && TryMatchContains(within, out Expression? values, out Expression? one) && one == element)
            return $"EXISTS (SELECT 1 FROM json_each({GetColumn(elements, call)}) WHERE {TranslateMembership("value", EvaluateList(values, call), AddParameter)})";
        if (call.Type == typeof(bool) && TryBindProperty(call, out PropertyModel? flag) && flag.Type == typeof(bool)) return $"ifnull({GetColumn(flag, call)}, 0)";
        throw Unsupported(call);
    }

    /// <summary>Whether a column is one of some values. Repeats the last up to a power of two, so that statements of few lengths are prepared.</summary>
    private static string TranslateMembership(string column, IReadOnlyList<object?> values, Func<object?, string> parameter)
    {
        object[] known = [.. values.OfType<object>()];
        string isNull = known.Length < values.Count ? $"{column} IS NULL" : "0";
        if (known.Length == 0) return $"({isNull})";
        int count = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)known.Length);
        return $"(ifnull({column} IN ({string.Join(", ", Enumerable.Range(0, count).Select(i => parameter(known[Math.Min(i, known.Length - 1)])))}), 0) OR {isNull})";
    }

    private string GetColumn(PropertyModel property, Expression node) => property is VectorPropertyModel ? throw Unsupported(node) : _table.GetColumn(property);

    private string AddParameter(PropertyModel property, object? value)
    {
        ColumnType type = ColumnType.For(property.Type);
        if (value is not null && value.GetType() != type.Type && !(IsNumber(value.GetType()) && IsNumber(type.Type)))
            throw new NotSupportedException($"Property '{property.ModelName}' is a {type.Type.Name}, and cannot be compared with a {value.GetType().Name}.");
        return AddValue(value is null ? null : type.Write(value));
    }

    private string AddParameter(object? value) => AddValue(value is null ? null : ColumnType.For(value.GetType()).Write(value));

    private string AddValue(object? value)
    {
        _parameters.Add(value);
        return $"${_parameters.Count}";
    }

    private IReadOnlyList<object?> EvaluateList(Expression expression, Expression node) =>
        Evaluate(expression, node) is IEnumerable values and not string ? [.. values.Cast<object?>()] : throw Unsupported(node);

    /// <summary>What an expression comes to that has nothing of the record in it.</summary>
    private object? Evaluate(Expression expression, Expression node)
    {
        if (expression is ConstantExpression constant) return constant.Value;
        if (new RecordFinder(RecordParameter).IsReferencedBy(expression)) throw Unsupported(node);
        return Expression.Lambda<Func<object?>>(Expression.Convert(expression, typeof(object))).Compile(preferInterpretation: true)();
    }

    private static NotSupportedException Unsupported(Expression node) => new($"The filter expression '{node}' is not supported. {SupportedExpressions}");

    private static bool IsNumber(Type type) => Type.GetTypeCode(Nullable.GetUnderlyingType(type) ?? type) is TypeCode.Byte or TypeCode.Int16 or TypeCode.Int32 or TypeCode.Int64 or TypeCode.Single or TypeCode.Double;

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
