using System.Text.RegularExpressions;
using SearchEngine.Runtime.Tokenizers.Patterns;

namespace SearchEngine.Runtime.Tokenizers.PreTokenizers;

/// <summary>Reads a "pre_tokenizer" of type ByteLevel, which has up to three stages.</summary>
internal static partial class ByteLevelReader
{
    /// <summary>The words of GPT-2.</summary>
    public static TextPattern Gpt2Words { get; } = new RegexPattern(Gpt2());

    public static PreTokenizerSequence Read(TokenizerComponent component)
    {
        List<AligningPreTokenizer> stages = [];
        if (component.GetBoolOrNull("add_prefix_space") ?? true) stages.Add(new PrefixSpacePreTokenizer());
        if (component.GetBoolOrNull("use_regex") ?? true) stages.Add(new SplitPreTokenizer(Gpt2Words, SplitBehavior.Isolated));
        stages.Add(new BytePreTokenizer());
        return new PreTokenizerSequence([.. stages]);
    }

    // The pattern of GPT-2 (Radford et al. 2019), which means the same in .NET and in Oniguruma.
    [GeneratedRegex(@"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Gpt2();
}
