using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SearchEngine.Documents.Encodings;

namespace SearchEngine.Documents.Formats.Code;

/// <summary>
/// Reads C#. Every member, with its comments and attributes, is a block in the section of its signature, nested in the sections of
/// its types and namespaces. Code that does not compile is read as far as it can be parsed, the rest as text.
/// </summary>
internal sealed class CSharpReader : IDocumentReader
{
    // Chunks do not cross levels 1 and 2, but a short class may share a chunk with its neighbour.
    private const int MinLevel = 3;
    private const int MaxLevel = 8;

    // Roslyn checks the stack in nested statements and expressions, but not in types or #if: 100,000 "(" would crash the process.
    private const int MaxNesting = 500;

    // The parse time doubles with every nested comparison: 18 take seconds. Real code has fewer than ten.
    private const int MaxNestedComparisons = 10;

    // A megabyte of ordinary code takes a tenth of a second.
    private static readonly TimeSpan ParseTimeout = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public IReadOnlyCollection<string> Extensions { get; } = [".cs", ".csx"];

    /// <inheritdoc/>
    public DocumentText Read(string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default) =>
        Read(name, TextDecoder.Decode(content.Span), cancellationToken);

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
            // A block extends to the start of the next one, so that a closing brace belongs to the declaration it closes.
            blocks.Add(BlockKind.Code, start, next.Member.FullSpan.Start, section);
            start = next.Member.FullSpan.Start;
            string signature = CSharpMembers.GetSignature(next.Member, text);
            int level = Math.Clamp(next.Parent.Level + 1, MinLevel, MaxLevel);
            section = signature.Length == 0 ? next.Parent : next.Parent.Open(signature, level);
            PushMembers(open, CSharpMembers.GetMembers(next.Member), section);
        }
        blocks.Add(BlockKind.Code, start, text.Length, section);
        return new DocumentText("", text, FrontMatter.Empty, blocks.Complete());
    }

    /// <returns>The syntax tree; null if the text nests too deeply for Roslyn or takes too long, as text that is not code may.</returns>
    private static CompilationUnitSyntax? Parse(string name, string text, CancellationToken cancellationToken)
    {
        if (NestingDepth.Measure(text) > MaxNesting || NestingDepth.MeasureComparisons(text) > MaxNestedComparisons) return null;
        using CancellationTokenSource timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(ParseTimeout);
        bool isScript = name.EndsWith(".csx", StringComparison.OrdinalIgnoreCase);
        SourceCodeKind kind = isScript ? SourceCodeKind.Script : SourceCodeKind.Regular;
        CSharpParseOptions options = new(LanguageVersion.Preview, DocumentationMode.None, kind);
        try
        {
            CancellableSourceText source = new(text, timeout.Token);
            SyntaxTree tree = CSharpSyntaxTree.ParseText(source, options, cancellationToken: timeout.Token);
            return (CompilationUnitSyntax)tree.GetRoot(timeout.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private static void PushMembers(
        Stack<(MemberDeclarationSyntax, Section)> open,
        SyntaxList<MemberDeclarationSyntax> members,
        Section section)
    {
        // Copied in order first: Roslyn finds a node's position from the previous node, so going backwards would take quadratic time.
        MemberDeclarationSyntax[] ordered = [.. members];
        foreach (MemberDeclarationSyntax member in ordered.Reverse()) open.Push((member, section));
    }
}
