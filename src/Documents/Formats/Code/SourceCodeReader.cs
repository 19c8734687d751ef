using SearchEngine.Documents.Formats.Text;

namespace SearchEngine.Documents.Formats.Code;

/// <summary>
/// Reads source code of any language by its layout: blocks are separated by blank lines and declarations, and a block's section is
/// the chain of declarations that enclose it by indentation.
/// </summary>
internal sealed class SourceCodeReader : TextDocumentReader
{
    // Chunks do not cross levels 1 and 2, but a short class may share a chunk with its neighbour.
    private const int MinLevel = 3;

    // Deeper declarations share the last level, which keeps paths short in generated code.
    private const int MaxLevel = 8;

    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Extensions { get; } =
    [
        ".bas", ".bash", ".bat", ".c", ".cc", ".clj", ".cljc", ".cljs", ".cmake", ".cmd", ".cpp", ".css", ".cxx", ".dart", ".erl",
        ".ex", ".exs", ".fish", ".fs", ".fsi", ".fsx", ".go", ".gql", ".gradle", ".graphql", ".groovy", ".h", ".hcl", ".hh", ".hpp",
        ".hrl", ".hs", ".hxx", ".ino", ".java", ".jl", ".js", ".jsx", ".kt", ".kts", ".less", ".lua", ".m", ".mjs", ".ml", ".mli",
        ".mm", ".php", ".pl", ".pm", ".proto", ".ps1", ".psm1", ".py", ".pyi", ".r", ".rake", ".rb", ".rs", ".scala", ".scss", ".sh",
        ".sql", ".svelte", ".swift", ".tf", ".ts", ".tsx", ".vb", ".vbs", ".vue", ".zig", ".zsh",
    ];

    /// <inheritdoc/>
    public override DocumentText Read(string name, string text)
    {
        LineMap lines = new(text);
        BlockList blocks = new(text);
        Outline outline = new();
        DeclarationPatterns patterns = DeclarationPatterns.ForExtension(Path.GetExtension(name));

        int blockLine = 0;
        bool hasDeclaration = false;
        Section section = outline.Section;
        LeadingComments comments = new(Path.GetExtension(name));
        for (int line = 1; line <= lines.Count; line++)
        {
            ReadOnlySpan<char> code = lines.GetText(line).TrimEnd();
            string? signature = comments.TryAdd(code, line) ? null : patterns.FindSignature(code);

            // A comment directly above a declaration belongs to it.
            int firstLine = signature is not null && comments.FirstLine > blockLine ? comments.FirstLine : line;
            bool startsSibling = signature is not null && firstLine > blockLine && outline.IsClosedBy(GetIndent(code));
            bool ends = code.IsEmpty || startsSibling;
            if (ends && blockLine > 0)
            {
                blocks.Add(BlockKind.Code, lines.GetStart(blockLine), lines.GetStart(firstLine), section);
                blockLine = 0;
            }
            if (code.IsEmpty) continue;

            if (blockLine == 0)
            {
                (blockLine, hasDeclaration) = (firstLine, false);
                section = outline.EnterBlock(code, GetIndent(code));
            }
            if (signature is null) continue;

            outline.OpenDeclaration(signature, GetIndent(code));
            if (!hasDeclaration) (hasDeclaration, section) = (true, outline.Section);
        }
        if (blockLine > 0) blocks.Add(BlockKind.Code, lines.GetStart(blockLine), text.Length, section);
        return new DocumentText("", text, FrontMatter.Empty, blocks.Complete()) { Lines = lines };
    }

    private static int GetIndent(ReadOnlySpan<char> line)
    {
        int indent = 0;
        foreach (char character in line)
        {
            if (character == '\t') indent += 4;
            else if (character == ' ') indent++;
            else break;
        }
        return indent;
    }

    /// <summary>The open declarations, by indentation.</summary>
    private sealed class Outline
    {
        private readonly Section _root = Section.CreateRoot();
        private readonly Stack<(int Indent, Section Section)> _open = [];

        public Section Section => _open.TryPeek(out (int, Section Section) top) ? top.Section : _root;

        /// <summary>Whether a declaration at <paramref name="indent"/> ends the innermost open one.</summary>
        public bool IsClosedBy(int indent) => _open.TryPeek(out (int Indent, Section) top) && indent <= top.Indent;

        /// <summary>Starts a block and returns the section of its first <paramref name="line"/>.</summary>
        public Section EnterBlock(ReadOnlySpan<char> line, int indent)
        {
            ReadOnlySpan<char> code = line.TrimStart();

            // A directive (#if) has no indentation wherever it is, and a closing brace belongs to the declaration it closes.
            if (code.Length > 1 && code[0] == '#' && char.IsLetter(code[1])) return Section;
            CloseDownTo(code[0] is '}' or ')' or ']' ? indent + 1 : indent);
            return Section;
        }

        public void OpenDeclaration(string signature, int indent)
        {
            CloseDownTo(indent);
            _open.Push((indent, Section.Open(signature, Math.Clamp(Section.Level + 1, MinLevel, MaxLevel))));
        }

        private void CloseDownTo(int indent)
        {
            while (_open.TryPeek(out (int Indent, Section) top) && top.Indent >= indent) _open.Pop();
        }
    }
}
