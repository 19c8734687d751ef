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
        ? Equal(equal.FieldName, value.ToString() ?? "")
        : throw new NotSupportedException($"The filter clause {clause.GetType().Name} cannot be searched by; there is equality, of Collection, Path, or a field of the documents' front matter."))];

    private static string Equal(string field, string value) => field switch
    {
        nameof(FoundPassage.Collection) => $"collection={Quoted(value)}",
        nameof(FoundPassage.Path) => $"path=/{Quoted(value)}",
        _ => $"field:{field}={Quoted(value)}",
    };
#pragma warning restore CS0618

    private static IEnumerable<string> Translate(Expression node, ParameterExpression passage) => node switch
    {
        BinaryExpression { NodeType: ExpressionType.AndAlso } both => [.. Translate(both.Left, passage), .. Translate(both.Right, passage)],
        BinaryExpression { NodeType: ExpressionType.Equal or ExpressionType.NotEqual } compared when Property(compared.Left, passage) is { } left => [Compare(left, compared.NodeType, compared.Right, node)],
        BinaryExpression { NodeType: ExpressionType.Equal or ExpressionType.NotEqual } compared when Property(compared.Right, passage) is { } right => [Compare(right, compared.NodeType, compared.Left, node)],
        MethodCallExpression { Object: { } of, Method: { Name: nameof(string.StartsWith) or nameof(string.EndsWith) or nameof(string.Contains) } method, Arguments: [var part] } when Property(of, passage) == nameof(FoundPassage.Path) =>
            [$"path={(method.Name == nameof(string.StartsWith) ? "/" : "**")}{Quoted(Text(part, node))}{(method.Name == nameof(string.EndsWith) ? "" : "**")}"],
        ConstantExpression { Value: true } => [],
        _ => throw Unsupported(node),
    };

    private static string Compare(string property, ExpressionType type, Expression value, Expression node) =>
        $"{(property == nameof(FoundPassage.Path) ? "path" : "collection")}{(type == ExpressionType.Equal ? "=" : "!=")}{(property == nameof(FoundPassage.Path) ? "/" : "")}{Quoted(Text(value, node))}";

    private static string? Property(Expression node, ParameterExpression passage) =>
        node is MemberExpression { Member.Name: nameof(FoundPassage.Path) or nameof(FoundPassage.Collection) } member && member.Expression == passage ? member.Member.Name : null;

    /// <summary>The text that an expression stands for: written out, or captured.</summary>
    private static string Text(Expression value, Expression node) => Value(value, node) as string ?? throw Unsupported(node);

    private static object? Value(Expression? value, Expression node) => value switch
    {
        null => null,
        ConstantExpression constant => constant.Value,
        MemberExpression { Member: FieldInfo field } member => field.GetValue(Value(member.Expression, node)),
        MemberExpression { Member: PropertyInfo property } member => property.GetValue(Value(member.Expression, node)),
        _ => throw Unsupported(node),
    };

    private static NotSupportedException Unsupported(Expression node) => new(
        $"The filter '{node}' cannot be searched by. A filter compares Collection (==, !=) or Path (==, !=, StartsWith, EndsWith, Contains) with a text, and joins such comparisons by &&.");

    private static string Quoted(string value) => $"\"{value.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
