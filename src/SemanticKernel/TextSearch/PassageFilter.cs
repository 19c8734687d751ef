using System.Linq.Expressions;
using System.Reflection;
using Microsoft.Extensions.VectorData;
using Microsoft.SemanticKernel.Data;

namespace SearchEngine.SemanticKernel.TextSearch;

/// <summary>A filter of the kernel's as filters of the search. Only what the search decides before it ranks is taken; anything else is named and refused.</summary>
internal static class PassageFilter
{
    /// <exception cref="NotSupportedException">The filter has an expression that cannot be searched by.</exception>
    public static string[] Translate(Expression<Func<FoundPassage, bool>> filter) => [.. Translate(filter.Body, filter.Parameters[0])];

#pragma warning disable CS0618 // The kernel's obsolete filters, for the parts of it that still make them.
    /// <inheritdoc cref="Translate(Expression{Func{FoundPassage, bool}})"/>
    public static string[] Translate(TextSearchFilter filter) => [.. filter.FilterClauses.Select(clause => clause is EqualToFilterClause { Value: { } value } equal
        ? TranslateEquality(equal.FieldName, value.ToString() ?? "")
        : throw new NotSupportedException($"The filter clause {clause.GetType().Name} cannot be searched by; there is equality, of Collection, Path, or a field of the documents' front matter."))];

    private static string TranslateEquality(string field, string value) => field switch
    {
        nameof(FoundPassage.Collection) => $"collection={Quote(value)}",
        nameof(FoundPassage.Path) => $"path=/{Quote(value)}",
        _ => $"field:{field}={Quote(value)}",
    };
#pragma warning restore CS0618

    private static IEnumerable<string> Translate(Expression node, ParameterExpression passage) => node switch
    {
        BinaryExpression { NodeType: ExpressionType.AndAlso } both => [.. Translate(both.Left, passage), .. Translate(both.Right, passage)],
        BinaryExpression { NodeType: ExpressionType.Equal or ExpressionType.NotEqual } compared when GetPropertyName(compared.Left, passage) is { } left => [TranslateComparison(left, compared.NodeType, compared.Right, node)],
        BinaryExpression { NodeType: ExpressionType.Equal or ExpressionType.NotEqual } compared when GetPropertyName(compared.Right, passage) is { } right => [TranslateComparison(right, compared.NodeType, compared.Left, node)],
        MethodCallExpression { Object: { } of, Method: { Name: nameof(string.StartsWith) or nameof(string.EndsWith) or nameof(string.Contains) } method, Arguments: [var part] } when GetPropertyName(of, passage) == nameof(FoundPassage.Path) =>
            [$"path={(method.Name == nameof(string.StartsWith) ? "/" : "**")}{Quote(EvaluateText(part, node))}{(method.Name == nameof(string.EndsWith) ? "" : "**")}"],
        ConstantExpression { Value: true } => [],
        _ => throw Unsupported(node),
    };

    private static string TranslateComparison(string property, ExpressionType type, Expression value, Expression node) =>
        $"{(property == nameof(FoundPassage.Path) ? "path" : "collection")}{(type == ExpressionType.Equal ? "=" : "!=")}{(property == nameof(FoundPassage.Path) ? "/" : "")}{Quote(EvaluateText(value, node))}";

    private static string? GetPropertyName(Expression node, ParameterExpression passage) =>
        node is MemberExpression { Member.Name: nameof(FoundPassage.Path) or nameof(FoundPassage.Collection) } member && member.Expression == passage ? member.Member.Name : null;

    /// <summary>The text that an expression stands for: written out, or captured.</summary>
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
        $"The filter '{node}' cannot be searched by. A filter compares Collection (==, !=) or Path (==, !=, StartsWith, EndsWith, Contains) with a text, and joins such comparisons by &&.");

    private static string Quote(string value) => $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
