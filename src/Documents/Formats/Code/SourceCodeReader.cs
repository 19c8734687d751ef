using SearchEngine.Documents.Formats.Text;

namespace SearchEngine.Documents.Formats.Code;

/// <summary>
/// Reads source code of any language by its shape alone: blocks are parted by blank lines and by declarations, and a block's section is the
/// chain of declarations that enclose it by indentation.
/// </summary>
public sealed class SourceCodeReader : TextDocumentReader
{
    // Above these stand the two levels that a chunk does not cross; a short class may well share a chunk with its neighbour.
    private const int MinLevel = 3;

    // What is nested deeper shares the last level, which keeps paths short in code that only a program would nest.
    private const int MaxLevel = 8;

    /// <inheritdoc/>
    public override IReadOnlyCollection<string> Extensions { get; } =
    [
        ".bas", ".bash", ".bat", ".c", ".cc", ".clj", ".cljc", ".cljs", ".cmake", ".cmd", ".cpp", ".css", ".cxx", ".dart", ".erl", ".ex", ".exs", ".fish", ".fs", ".fsi", ".fsx", ".go", ".gql",
        ".gradle", ".graphql", ".groovy", ".h", ".hcl", ".hh", ".hpp", ".hrl", ".hs", ".hxx", ".ino", ".java", ".jl", ".js", ".jsx", ".kt", ".kts", ".less", ".lua", ".m", ".mjs", ".ml", ".mli",
        ".mm", ".php", ".pl", ".pm", ".proto", ".ps1", ".psm1", ".py", ".pyi", ".r", ".rake", ".rb", ".rs", ".scala", ".scss", ".sh", ".sql", ".svelte", ".swift", ".tf", ".ts", ".tsx", ".vb",
        ".vbs", ".vue", ".zig", ".zsh",
    ];

    /// <inheritdoc/>
    public override DocumentText Read(string name, string text)
    {
        LineMap lines = new(text);
        BlockList blocks = new(text);
        Outline outline = new();
        DeclarationPatterns syntax = DeclarationPatterns.ForExtension(Path.GetExtension(name));

        int from = 0;
        bool declares = false;
        Section section = outline.Section;
        LeadingComments comments = new(Path.GetExtension(name));
        for (int line = 1; line <= lines.Count; line++)
        {
            ReadOnlySpan<char> code = lines.GetText(line).TrimEnd();
            string? signature = comments.TryAdd(code, line) ? null : syntax.FindSignature(code);

            // A comment right above a declaration belongs to it.
            int begin = signature is not null && comments.FirstLine > from ? comments.FirstLine : line;
            bool ends = code.IsEmpty || (signature is not null && begin > from && outline.IsClosedBy(GetIndent(code)));
            if (ends && from > 0)
            {
                blocks.Add(BlockKind.Code, lines.GetStart(from), lines.GetStart(begin), section);
                from = 0;
            }
            if (code.IsEmpty) continue;

            if (from == 0) (from, declares, section) = (begin, false, outline.EnterBlock(code, GetIndent(code)));
            if (signature is null) continue;

            outline.OpenDeclaration(signature, GetIndent(code));
            if (!declares) (declares, section) = (true, outline.Section);
        }
        if (from > 0) blocks.Add(BlockKind.Code, lines.GetStart(from), text.Length, section);
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

    /// <summary>The declarations that are open, by indentation.</summary>
    private sealed class Outline
    {
        private readonly Section _root = Section.CreateRoot();
        private readonly Stack<(int Indent, Section Section)> _open = [];

        public Section Section => _open.TryPeek(out (int, Section Section) top) ? top.Section : _root;

        /// <summary>Whether a declaration at <paramref name="indent"/> stands beside or outside the innermost open one.</summary>
        public bool IsClosedBy(int indent) => _open.TryPeek(out (int Indent, Section) top) && indent <= top.Indent;

        /// <summary>Begins a block and says in what section its first <paramref name="line"/> stands.</summary>
        public Section EnterBlock(ReadOnlySpan<char> line, int indent)
        {
            ReadOnlySpan<char> code = line.TrimStart();

            // A directive (#if) stands at the margin wherever it is, and a closing brace belongs to what it closes.
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
