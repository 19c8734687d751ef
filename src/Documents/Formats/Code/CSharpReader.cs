using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SearchEngine.Documents.Encodings;

namespace SearchEngine.Documents.Formats.Code;

/// <summary>
/// Reads C#, cut at members: each with its comments and attributes is a block in the section of its signature, inside those of its types and namespaces. Code that does not compile is read as
/// far as it can be parsed, the rest as text.
/// </summary>
public sealed class CSharpReader : IDocumentReader
{
    // Above these stand the two levels that a chunk does not cross; a short class may well share a chunk with its neighbour.
    private const int MinLevel = 3;
    private const int MaxLevel = 8;

    // Roslyn guards the stack where statements and expressions nest, not where types or #if do: a hundred thousand "(" ends the process.
    private const int MaxNesting = 500;

    // Of comparisons within comparisons, 18 take seconds and 40 for ever; nobody writes ten.
    private const int MaxNestedComparisons = 10;

    // A megabyte of code takes a tenth of a second.
    private static readonly TimeSpan ParseTimeout = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Extensions { get; } = [".cs", ".csx"];

    /// <inheritdoc/>
    public DocumentText Read(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default) => Read(name, TextDecoder.Decode(content.Span), cancellationToken);

    internal static DocumentText Read(string name, string text, CancellationToken cancellationToken)
    {
        if (Parse(name, text, cancellationToken) is not { } unit) return new SourceCodeReader().Read(name, text);
        Section section = Section.CreateRoot();
        BlockList blocks = new(text);
        Stack<(MemberDeclarationSyntax Member, Section Parent)> open = [];
        PushMembers(open, unit.Members, section);
        int start = 0;
        while (open.TryPop(out (MemberDeclarationSyntax Member, Section Parent) next))
        {
            // A block reaches to where the next one begins, so that a closing brace belongs to what it closes.
            blocks.Add(BlockKind.Code, start, next.Member.FullSpan.Start, section);
            start = next.Member.FullSpan.Start;
            string signature = CSharpMembers.GetSignature(next.Member, text);
            section = signature.Length == 0 ? next.Parent : next.Parent.Open(signature, Math.Clamp(next.Parent.Level + 1, MinLevel, MaxLevel));
            PushMembers(open, CSharpMembers.GetMembers(next.Member), section);
        }
        blocks.Add(BlockKind.Code, start, text.Length, section);
        return new DocumentText("", text, FrontMatter.Empty, blocks.Complete());
    }

    /// <returns>The syntax; null where the text nests deeper than Roslyn can read, or takes it too long, as it may where tens of thousands of marks are no code.</returns>
    private static CompilationUnitSyntax? Parse(string name, string text, CancellationToken cancellationToken)
    {
        if (NestingDepth.Measure(text) > MaxNesting || NestingDepth.MeasureComparisons(text) > MaxNestedComparisons) return null;
        using CancellationTokenSource patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(ParseTimeout);
        CSharpParseOptions options = new(LanguageVersion.Preview, DocumentationMode.None, name.EndsWith(".csx", StringComparison.OrdinalIgnoreCase) ? SourceCodeKind.Script : SourceCodeKind.Regular);
        try
        {
            return (CompilationUnitSyntax)CSharpSyntaxTree.ParseText(new CancellableSourceText(text, patience.Token), options, cancellationToken: patience.Token).GetRoot(patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private static void PushMembers(Stack<(MemberDeclarationSyntax, Section)> open, SyntaxList<MemberDeclarationSyntax> members, Section section)
    {
        // In their order: Roslyn finds a node's place from the one before it, and from the last on would count from the first each time.
        MemberDeclarationSyntax[] ordered = [.. members];
        foreach (MemberDeclarationSyntax member in ordered.Reverse()) open.Push((member, section));
    }
}
