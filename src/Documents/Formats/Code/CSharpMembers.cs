using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SearchEngine.Documents.Formats.Code;

/// <summary>Finds the members and the signatures of C# declarations.</summary>
internal static class CSharpMembers
{
    /// <returns>The members of a namespace or type; empty for anything else.</returns>
    public static SyntaxList<MemberDeclarationSyntax> GetMembers(MemberDeclarationSyntax member) => member switch
    {
        BaseNamespaceDeclarationSyntax space => space.Members,
        TypeDeclarationSyntax type => type.Members,
        _ => default,
    };

    /// <returns>
    /// The declaration up to its body on one line, without attributes and comments; empty for fields and top-level statements, which
    /// need no heading.
    /// </returns>
    public static string GetSignature(MemberDeclarationSyntax member, string text) => member switch
    {
        GlobalStatementSyntax or IncompleteMemberSyntax or BaseFieldDeclarationSyntax => "",
        BaseNamespaceDeclarationSyntax space => space.Name.ToString(),
        TypeDeclarationSyntax type => GetTextBeforeBody(type, text, type.OpenBraceToken, type.SemicolonToken),
        EnumDeclarationSyntax @enum => GetTextBeforeBody(@enum, text, @enum.OpenBraceToken, @enum.SemicolonToken),
        BaseMethodDeclarationSyntax method => GetTextBeforeBody(
            method, text, method.Body?.OpenBraceToken ?? method.ExpressionBody?.ArrowToken ?? default, method.SemicolonToken),
        PropertyDeclarationSyntax property => GetTextBeforeBody(
            property,
            text,
            property.AccessorList?.OpenBraceToken ?? property.ExpressionBody?.ArrowToken ?? default,
            property.SemicolonToken),
        IndexerDeclarationSyntax indexer => GetTextBeforeBody(
            indexer,
            text,
            indexer.AccessorList?.OpenBraceToken ?? indexer.ExpressionBody?.ArrowToken ?? default,
            indexer.SemicolonToken),
        EventDeclarationSyntax @event => GetTextBeforeBody(
            @event, text, @event.AccessorList?.OpenBraceToken ?? default, @event.SemicolonToken),
        _ => GetTextBeforeBody(member, text, default, member.GetLastToken()),
    };

    private static string GetTextBeforeBody(MemberDeclarationSyntax member, string text, SyntaxToken body, SyntaxToken end)
    {
        int start = member.AttributeLists.Count > 0 ? member.AttributeLists[^1].Span.End : member.SpanStart;
        int stop = member.Span.End;
        if (IsAfter(body, start)) stop = body.SpanStart;
        else if (IsAfter(end, start)) stop = end.SpanStart;
        return InlineText.Normalize(text[start..stop]);
    }

    private static bool IsAfter(SyntaxToken token, int position)
    {
        return token.RawKind != 0 && token.SpanStart > position;
    }
}
