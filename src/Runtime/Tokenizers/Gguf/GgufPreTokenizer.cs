using System.Text;
using SearchEngine.Runtime.Tokenizers.Patterns;
using SearchEngine.Runtime.Tokenizers.PreTokenizers;

namespace SearchEngine.Runtime.Tokenizers.Gguf;

/// <summary>How a text is split into words, which GGUF files say by a name alone ("tokenizer.ggml.pre") that stands for the regular expressions of a family of models.</summary>
/// <param name="Patterns">What is split off, one after the other.</param>
/// <param name="UsesNfc">Whether the text is normalized to NFC before.</param>
/// <param name="IgnoresMerges">Whether a word that is a token is that token, whatever the merges would make of it.</param>
/// <param name="AddsBosByDefault">Whether the family puts its first token before a text where the file does not say.</param>
internal sealed record GgufPreTokenizer(TextPattern[] Patterns, bool UsesNfc = false, bool IgnoresMerges = false, bool AddsBosByDefault = false)
{
    /// <summary>What files without a name mean.</summary>
    public const string Default = "default";

    private static readonly TextPattern Digit = new CharacterPattern(Rune.IsNumber);

    private static readonly Dictionary<string, Func<GgufPreTokenizer>> ByName = new()
    {
        [Default] = () => new([Regex(@"[\p{P}\$\+<=>\^~\|]+"), ByteLevelReader.Gpt2Words, Regex(@"\p{N}+"), Regex(@"[0-9][0-9][0-9]")]),
        ["gpt-2"] = () => new([ByteLevelReader.Gpt2Words]),
        ["olmo"] = () => new([ByteLevelReader.Gpt2Words]),
        ["smollm"] = () => new([Digit, ByteLevelReader.Gpt2Words]),
        ["starcoder"] = () => new([Digit, ByteLevelReader.Gpt2Words]),
        ["refact"] = () => new([Digit, ByteLevelReader.Gpt2Words]),
        ["llama-bpe"] = Llama3,
        ["llama3"] = Llama3,
        ["llama-v3"] = Llama3,
        ["qwen2"] = () => new([Cased(@"\p{N}")], UsesNfc: true),
    };

    /// <summary>The names, for errors.</summary>
    public static string SupportedNames => string.Join(", ", ByName.Keys);

    public static GgufPreTokenizer? Find(string name) => ByName.GetValueOrDefault(name)?.Invoke();

    private static GgufPreTokenizer Llama3() => new([Cased(@"\p{N}{1,3}")], IgnoresMerges: true, AddsBosByDefault: true);

    /// <summary>Words as Llama 3 and Qwen 2 have them, which differ in how many digits stand together.</summary>
    private static RegexPattern Cased(string digits) =>
        Regex($@"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{{L}}\p{{N}}]?\p{{L}}+|{digits}| ?[^\s\p{{L}}\p{{N}}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+");

    private static RegexPattern Regex(string pattern) => RegexPattern.FromOniguruma(pattern);
}
