using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace SearchEngine.Documents.Formats.Code;

/// <summary>Recognizes lines that declare a type or a function. It is a heuristic: a miss costs a heading, never any text.</summary>
internal sealed partial class DeclarationPatterns
{
    private const int MaxLineLength = 300;
    private const string Modifiers =
        @"(?:(?:export|default|declare|public|private|protected|internal|static|abstract|sealed|final|partial|async|override|virtual|"
        + @"unsafe|readonly|ref|extern|inline|constexpr|open|data|suspend|local|pub(?:\([^)]*\))?)\s+)";

    private static readonly DeclarationPatterns General = new(Keyword(), Member(), BracedFunction(), ArrowFunction(), RustImpl());
    private static readonly DeclarationPatterns CFamily = new(Keyword(), Member(), BracedFunction(), UnindentedFunction());
    private static readonly DeclarationPatterns Sql = new(SqlCreate());
    private static readonly FrozenDictionary<string, DeclarationPatterns> Languages =
        new (string Extensions, DeclarationPatterns Patterns)[]
        {
            (".c .cc .cpp .cxx .h .hh .hpp .hxx .ino", CFamily),
            (".m .mm", new DeclarationPatterns(LanguageDeclarations.ObjectiveC(), Keyword(), BracedFunction(), UnindentedFunction())),
            (".sql", Sql),
            (".ex .exs", new DeclarationPatterns(LanguageDeclarations.Elixir())),
            (".clj .cljc .cljs", new DeclarationPatterns(LanguageDeclarations.Clojure())),
            (".erl .hrl", new DeclarationPatterns(LanguageDeclarations.Erlang())),
            (".hs", new DeclarationPatterns(LanguageDeclarations.Haskell())),
            (".fs .fsi .fsx .ml .mli", new DeclarationPatterns(LanguageDeclarations.MlFamily())),
            (".r", new DeclarationPatterns(LanguageDeclarations.R())),
            (".jl", new DeclarationPatterns(Keyword(), LanguageDeclarations.Julia())),
            (".vb .vbs .bas", new DeclarationPatterns(LanguageDeclarations.VisualBasic())),
            (".ps1 .psm1", new DeclarationPatterns(LanguageDeclarations.PowerShell())),
            (".dart", new DeclarationPatterns(Keyword(), LanguageDeclarations.Dart(), BracedFunction())),
            (".proto .tf .hcl .graphql .gql", new DeclarationPatterns(Keyword(), LanguageDeclarations.Blocks())),
            (".gradle .groovy .kts", new DeclarationPatterns(Keyword(), Member(), BracedFunction(), LanguageDeclarations.Blocks())),
            (".cmake", new DeclarationPatterns(LanguageDeclarations.CMake())),
        }
            .SelectMany(language => language.Extensions.Split(' '), (language, extension) => (Extension: extension, language.Patterns))
            .ToFrozenDictionary(language => language.Extension, language => language.Patterns, StringComparer.OrdinalIgnoreCase);

    private readonly Regex[] _patterns;

    private DeclarationPatterns(params Regex[] patterns) => _patterns = patterns;

    public static DeclarationPatterns ForExtension(string extension) => Languages.GetValueOrDefault(extension, General);

    /// <returns>The signature without the token that opens the body; null if the line declares nothing.</returns>
    public string? FindSignature(ReadOnlySpan<char> line)
    {
        // Generated code and data have very long lines, which are useless as headings.
        if (line.IsEmpty || line.Length > MaxLineLength) return null;
        foreach (Regex pattern in _patterns)
        {
            if (pattern.IsMatch(line)) return line.Trim().TrimEnd("{:(= ").ToString();
        }
        return null;
    }

    /// <summary>class Foo, def bar(, func (r *T) Baz(, fn qux&lt;T&gt;(, type T struct; but not prose such as "class of things".</summary>
    [GeneratedRegex(
        @"^\s*" + Modifiers
        + @"*(?:class|struct|interface|enum|record|trait|union|object|protocol|extension|module|type|"
        + @"fn|func|function|fun|def|sub|procedure)\s+(?:(?:class|struct)\s+)?(?:\([^)]*\)\s*)?[\w.$:~?!]+\s*"
        + @"(?:$|[(<:{;=\[,]|\b(?:extends|implements|where|struct|interface|for|is)\b)")]
    private static partial Regex Keyword();

    /// <summary>public static async Task&lt;int&gt; Foo(</summary>
    [GeneratedRegex(@"^\s*" + Modifiers + @"+[\w<>\[\],.?:*&\s]*\w\s*(?:<[^>]*>)?\(")]
    private static partial Regex Member();

    /// <summary>foo(bar) { as in methods of JavaScript and Java and functions of the shell.</summary>
    [GeneratedRegex(@"^\s*(?!(?:if|for|foreach|while|switch|catch|using|lock|return|else|do|with|elif|match|when|unless|new|await)\b)"
        + @"(?:[\w<>\[\]]+\s+)?[\w#$-]+\s*\([^()]*\)\s*(?::\s*[^{]+)?\{$")]
    private static partial Regex BracedFunction();

    /// <summary>const foo = async (bar) =></summary>
    [GeneratedRegex(@"^\s*(?:export\s+)?(?:const|let|var)\s+[\w$]+\s*=\s*(?:async\s*)?(?:\([^)]*\)|\w+)\s*(?::\s*[^=]+)?=>")]
    private static partial Regex ArrowFunction();

    /// <summary>impl&lt;T&gt; Foo for Bar {</summary>
    [GeneratedRegex(@"^\s*(?:unsafe\s+)?impl\b[^;]*\{?$")]
    private static partial Regex RustImpl();

    /// <summary>static int *foo(int bar) without indentation, where a C statement cannot be.</summary>
    [GeneratedRegex(@"^(?!(?:return|else|typedef|using|namespace|case)\b)[A-Za-z_][\w:<>,*&\s]*[\s*&][\w:~]+\s*\([^;]*$")]
    private static partial Regex UnindentedFunction();

    /// <summary>CREATE OR REPLACE VIEW foo</summary>
    [GeneratedRegex(
        @"^\s*create\s+(?:or\s+replace\s+)?(?:\w+\s+){0,2}(?:table|view|function|procedure|trigger|index|type|schema)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex SqlCreate();
}
