using System.Linq.Expressions;
using System.Reflection;
using Microsoft.Extensions.VectorData;
using Microsoft.SemanticKernel.Data;

namespace SearchEngine.SemanticKernel.TextSearch;

/// <summary>
/// Translates filters of Semantic Kernel to filters of the search engine. Only what can be decided before ranking is supported; the message
/// of the exception names everything else.
/// </summary>
internal static class PassageFilter
{
    /// <exception cref="NotSupportedException">The filter has an unsupported expression.</exception>
    public static string[] Translate(Expression<Func<FoundPassage, bool>> filter) => [.. Translate(filter.Body, filter.Parameters[0])];

#pragma warning disable CS0618 // The obsolete filters, which parts of the kernel still create.
    /// <inheritdoc cref="Translate(Expression{Func{FoundPassage, bool}})"/>
    public static string[] Translate(TextSearchFilter filter) => [.. filter.FilterClauses.Select(Translate)];

    private static string Translate(FilterClause clause)
    {
        if (clause is not EqualToFilterClause { Value: { } value } equality)
        {
            throw new NotSupportedException(
                $"The filter clause {clause.GetType().Name} is not supported. Supported is equality of Collection, Path, or a field of the "
                + "documents' front matter.");
        }
        string quoted = Quote(value.ToString() ?? "");
        return equality.FieldName switch
        {
            nameof(FoundPassage.Collection) => $"collection={quoted}",
            nameof(FoundPassage.Path) => $"path=/{quoted}",
            _ => $"field:{equality.FieldName}={quoted}",
        };
    }
#pragma warning restore CS0618

    private static IEnumerable<string> Translate(Expression node, ParameterExpression passage) => node switch
    {
        BinaryExpression { NodeType: ExpressionType.AndAlso } and =>
            [.. Translate(and.Left, passage), .. Translate(and.Right, passage)],
        BinaryExpression { NodeType: ExpressionType.Equal or ExpressionType.NotEqual } comparison =>
            [TranslateComparison(comparison, passage)],
        MethodCallExpression { Object: { } target, Arguments: [var argument] } call
            when GetPropertyName(target, passage) == nameof(FoundPassage.Path) => [TranslatePathCall(call, argument)],
        ConstantExpression { Value: true } => [],
        _ => throw Unsupported(node),
    };

    private static string TranslateComparison(BinaryExpression node, ParameterExpression passage)
    {
        string operation = node.NodeType == ExpressionType.Equal ? "=" : "!=";
        if (GetPropertyName(node.Left, passage) is { } left) return Compare(left, node.Right);
        if (GetPropertyName(node.Right, passage) is { } right) return Compare(right, node.Left);
        throw Unsupported(node);

        string Compare(string property, Expression value)
        {
            string quoted = Quote(EvaluateText(value, node));
            return property == nameof(FoundPassage.Path) ? $"path{operation}/{quoted}" : $"collection{operation}{quoted}";
        }
    }

    private static string TranslatePathCall(MethodCallExpression call, Expression argument) => call.Method.Name switch
    {
        nameof(string.StartsWith) => $"path=/{Quote(EvaluateText(argument, call))}**",
        nameof(string.EndsWith) => $"path=**{Quote(EvaluateText(argument, call))}",
        nameof(string.Contains) => $"path=**{Quote(EvaluateText(argument, call))}**",
        _ => throw Unsupported(call),
    };

    private static string? GetPropertyName(Expression node, ParameterExpression passage) =>
        node is MemberExpression { Member.Name: nameof(FoundPassage.Path) or nameof(FoundPassage.Collection) } member
        && member.Expression == passage
            ? member.Member.Name
            : null;

    /// <summary>Evaluates a string: a literal or a captured variable.</summary>
    private static string EvaluateText(Expression value, Expression node) => Evaluate(value, node) as string ?? throw Unsupported(node);

    private static object? Evaluate(Expression? value, Expression node) => value switch
    {
        null => null,
        ConstantExpression constant => constant.Value,
        MemberExpression { Member: FieldInfo field } member => field.GetValue(Evaluate(member.Expression, node)),
        MemberExpression { Member: PropertyInfo property } member => property.GetValue(Evaluate(member.Expression, node)),
        _ => throw Unsupported(node),
    };

    private static NotSupportedException Unsupported(Expression node) => new(
        $"The filter '{node}' is not supported. A filter compares Collection (==, !=) or Path (==, !=, StartsWith, EndsWith, Contains) "
        + "with a text, and joins comparisons by &&.");

    private static string Quote(string value) => $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
