using System.Text;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Extensions.Yaml;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using MarkdigBlock = Markdig.Syntax.Block;

namespace SearchEngine.Documents.Formats.Text;

/// <summary>
/// Reads Markdown (CommonMark with pipe tables and YAML front matter). The text is the file's own, including markup; headings form
/// the outline. The title is the front matter's <c>title</c>, else the first heading of level 1, else empty.
/// </summary>
internal sealed class MarkdownReader : TextDocumentReader
{
    private const int MaxDeclarations = 2_000;

    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().UsePreciseSourceLocation().UseYamlFrontMatter().UsePipeTables().Build();

    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Extensions { get; } = [".md", ".markdown", ".mdown", ".mkd", ".mdx"];

    /// <inheritdoc/>
    public override DocumentText Read(string name, string text)
    {
        if (Parse(text) is not { } markdown) return new PlainTextReader().Read(name, text);

        LineMap lines = new(text);
        (IReadOnlyDictionary<string, string> fields, int bodyStart) = ReadFrontMatter(markdown, lines, text);
        BlockList blocks = new(text, bodyStart);
        foreach (MarkdigBlock block in markdown)
        {
            if (block.Span.End >= bodyStart && !block.Span.IsEmpty) AddBlock(blocks, lines, block);
        }
        IReadOnlyList<DocumentBlock> documentBlocks = blocks.Complete();
        string title = fields.GetValueOrDefault("title") ?? FindTitle(documentBlocks) ?? "";
        return new DocumentText(title, text, fields, documentBlocks) { Lines = lines };
    }

    private static string? FindTitle(IReadOnlyList<DocumentBlock> blocks) => blocks
        .Where(block => block is { Kind: BlockKind.Heading, Section: { Level: 1, Title.Length: > 0 } })
        .Select(block => block.Section.Title)
        .FirstOrDefault();

    // Markdig rejects nesting that would overflow the stack, and takes quadratic time for these markers. Such a file is read as text.
    private static MarkdownDocument? Parse(string text)
    {
        if (text.AsSpan().Count("<!") + text.AsSpan().Count("<?") > MaxDeclarations) return null;
        try
        {
            return Markdown.Parse(text, Pipeline);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static (IReadOnlyDictionary<string, string> Fields, int BodyStart) ReadFrontMatter(
        MarkdownDocument markdown, LineMap lines, string text)
    {
        if (markdown.FirstOrDefault() is YamlFrontMatterBlock block
            && FrontMatter.Parse(text.AsSpan(block.Span.Start, block.Span.Length)) is { } fields)
        {
            return (fields, lines.GetEnd(lines.GetLineNumber(block.Span.End)));
        }
        return (FrontMatter.Empty, 0);
    }

    private static void AddBlock(BlockList blocks, LineMap lines, MarkdigBlock block)
    {
        (int first, int last) = (lines.GetLineNumber(block.Span.Start), lines.GetLineNumber(block.Span.End));
        (int start, int end) = (lines.GetStart(first), lines.GetEnd(last));
        switch (block)
        {
            case HeadingBlock heading:
                blocks.AddHeading(GetTitle(heading), heading.Level, start, end);
                break;
            case ListBlock list:
                AddListItems(blocks, lines, list, end);
                break;
            case Table:
                AddTableRows(blocks, lines, first, last);
                break;
            case QuoteBlock:
                blocks.Add(BlockKind.Quote, start, end);
                break;
            case CodeBlock and not YamlFrontMatterBlock:
                blocks.Add(BlockKind.Code, start, end);
                break;
            case LeafBlock and not LinkReferenceDefinition:
                blocks.Add(BlockKind.Paragraph, start, end);
                break;
            default:
                break;
        }
    }

    // An item extends to the next one; blank lines in between are trimmed, and any other text there is kept.
    private static void AddListItems(BlockList blocks, LineMap lines, ListBlock list, int end)
    {
        for (int index = 0; index < list.Count; index++)
        {
            int next = index + 1 < list.Count ? GetLineStart(lines, list[index + 1]) : end;
            blocks.Add(BlockKind.ListItem, GetLineStart(lines, list[index]), next);
        }
    }

    private static int GetLineStart(LineMap lines, MarkdigBlock block) => lines.GetStart(lines.GetLineNumber(block.Span.Start));

    // The line of dashes belongs to the header.
    private static void AddTableRows(BlockList blocks, LineMap lines, int first, int last)
    {
        int headerEnd = Math.Min(first + 1, last);
        blocks.Add(BlockKind.TableRow, lines.GetStart(first), lines.GetEnd(headerEnd));
        for (int row = headerEnd + 1; row <= last; row++) blocks.Add(BlockKind.TableRow, lines.GetStart(row), lines.GetEnd(row));
    }

    private static string GetTitle(HeadingBlock heading)
    {
        StringBuilder title = new();
        foreach (MarkdownObject inline in heading.Inline?.Descendants() ?? [])
        {
            _ = inline switch
            {
                LiteralInline literal => title.Append(literal.Content.AsSpan()),
                CodeInline code => title.Append(code.Content),
                HtmlEntityInline entity => title.Append(entity.Transcoded.AsSpan()),
                LineBreakInline => title.Append(' '),
                _ => title,
            };
        }
        return title.ToString().Trim();
    }
}
