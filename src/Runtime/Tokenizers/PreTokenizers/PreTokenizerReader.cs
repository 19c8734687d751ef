using System.Text;
using SearchEngine.Runtime.Tokenizers.Patterns;

namespace SearchEngine.Runtime.Tokenizers.PreTokenizers;

/// <summary>Reads "pre_tokenizer" of a tokenizer.json.</summary>
internal static class PreTokenizerReader
{
    // The reference pattern is \w+|[^\w\s]+ in a syntax whose word characters include the two joiners.
    private const string WordsOrPunctuation = @"[\w\u200C\u200D]+|[^\w\u200C\u200D\s]+";

    public static AligningPreTokenizer? Read(TokenizerComponent component) => component.IsNull ? null : ReadKind(component);

    private static AligningPreTokenizer ReadKind(TokenizerComponent component) => component.Type switch
    {
        "Sequence" => new PreTokenizerSequence([.. component.GetItems("pretokenizers").Select(ReadKind)]),
        "BertPreTokenizer" => new BertPreTokenizer(),
        "ByteLevel" => ByteLevelReader.Read(component),
        "Split" => new SplitPreTokenizer(
            PatternReader.Read(component), ReadBehavior(component), component.GetBoolOrNull("invert") ?? false),
        "Digits" => new SplitPreTokenizer(
            new CharacterPattern(Rune.IsNumber), component.GetBoolOrNull("individual_digits") ?? false
                ? SplitBehavior.Isolated
                : SplitBehavior.Contiguous),
        "Punctuation" => new SplitPreTokenizer(
            new CharacterPattern(CharacterKinds.IsPunctuation), component.HasField("behavior")
                ? ReadBehavior(component)
                : SplitBehavior.Isolated),
        "Whitespace" => new SplitPreTokenizer(RegexPattern.FromOniguruma(WordsOrPunctuation), SplitBehavior.Removed, invert: true),
        "WhitespaceSplit" => new SplitPreTokenizer(new CharacterPattern(Rune.IsWhiteSpace), SplitBehavior.Removed),
        "Metaspace" => new MetaspacePreTokenizer(MetaspaceOptions.Read(component)),
        _ => throw component.CreateUnknownTypeError(
            "Sequence",
            "BertPreTokenizer",
            "ByteLevel",
            "Split",
            "Digits",
            "Punctuation",
            "Whitespace",
            "WhitespaceSplit",
            "Metaspace"),
    };

    private static SplitBehavior ReadBehavior(TokenizerComponent component)
    {
        string name = component.GetString("behavior");
        return Enum.TryParse(name, out SplitBehavior behavior) && Enum.IsDefined(behavior) && !char.IsAsciiDigit(name[0])
            ? behavior
            : throw component.CreateError(
                $"has the unsupported behavior '{name}'; supported are {string.Join(", ", Enum.GetNames<SplitBehavior>())}");
    }
}
