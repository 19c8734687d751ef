using System.Text;
using SearchEngine.Runtime.Tokenizers.Patterns;
using SearchEngine.Runtime.Tokenizers.PreTokenizers;

namespace SearchEngine.Runtime.Tokenizers.Gguf;

/// <summary>
/// A pre-tokenizer of a GGUF file, which contains only its name ("tokenizer.ggml.pre"); the name stands for the regular expressions of a
/// family of models.
/// </summary>
/// <param name="Patterns">The splits to apply, in order.</param>
/// <param name="UsesNfc">Whether the text is normalized to NFC first.</param>
/// <param name="IgnoresMerges">Whether a word that is in the vocabulary becomes that token, regardless of the merges.</param>
/// <param name="AddsBosByDefault">Whether the beginning-of-sequence token is added if the file does not specify it.</param>
internal sealed record GgufPreTokenizer(
    TextPattern[] Patterns, bool UsesNfc = false, bool IgnoresMerges = false, bool AddsBosByDefault = false)
{
    /// <summary>The name that applies to files without one.</summary>
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
        ["qwen2"] = () => new([WordPattern(@"\p{N}")], UsesNfc: true),
    };

    /// <summary>The supported names, for error messages.</summary>
    public static string SupportedNames => string.Join(", ", ByName.Keys);

    public static GgufPreTokenizer? Find(string name) => ByName.GetValueOrDefault(name)?.Invoke();

    private static GgufPreTokenizer Llama3() => new([WordPattern(@"\p{N}{1,3}")], IgnoresMerges: true, AddsBosByDefault: true);

    /// <summary>The pattern of Llama 3 and Qwen 2, which differ in the number of digits per word.</summary>
    private static RegexPattern WordPattern(string digits)
    {
        const string Words = @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+";
        const string Rest = @" ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";
        return Regex($"{Words}|{digits}|{Rest}");
    }

    private static RegexPattern Regex(string pattern) => RegexPattern.FromOniguruma(pattern);
}
