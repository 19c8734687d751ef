using System.Text;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Checkpoints.Gguf;
using SearchEngine.Runtime.Tokenizers.Decoders;
using SearchEngine.Runtime.Tokenizers.Models;
using SearchEngine.Runtime.Tokenizers.Normalizers;
using SearchEngine.Runtime.Tokenizers.PostProcessors;
using SearchEngine.Runtime.Tokenizers.PreTokenizers;

namespace SearchEngine.Runtime.Tokenizers.Gguf;

/// <summary>
/// Converts the tokenizer in a GGUF file's metadata to the stages of a tokenizer.json: byte-level BPE, which GGUF calls "gpt2".
/// </summary>
internal static class GgufTokenizerReader
{
    private const string ModelKey = "tokenizer.ggml.model", PreTokenizerKey = "tokenizer.ggml.pre", MergesKey = "tokenizer.ggml.merges";
    private const string Prefix = "tokenizer.ggml.", IdSuffix = "_token_id";

    /// <summary>Reads the tokenizer.</summary>
    /// <exception cref="CheckpointException">The tokenizer is missing, damaged, or of an unsupported type.</exception>
    public static TokenizerFile Read(GgufMetadata metadata)
    {
        if (metadata.GetString(ModelKey) is not "gpt2" and string model)
            throw metadata.CreateError(ModelKey, $"is '{model}', but only gpt2 (byte-level BPE) is supported");
        GgufVocabulary tokens = GgufVocabulary.Read(metadata);
        ValidateIds(metadata, tokens.Vocabulary.Size);

        string name = metadata.GetStringOrNull(PreTokenizerKey) ?? GgufPreTokenizer.Default;
        GgufPreTokenizer description = GgufPreTokenizer.Find(name) ?? throw metadata.CreateError(
            PreTokenizerKey, $"is '{name}', which is not supported; supported are {GgufPreTokenizer.SupportedNames}");
        AligningNormalizer? normalizer = description.UsesNfc ? new UnicodeNormalizer(NormalizationForm.FormC) : null;
        PreTokenizerSequence preTokenizer = new(
            [.. description.Patterns.Select(pattern => new SplitPreTokenizer(pattern, SplitBehavior.Isolated)), new BytePreTokenizer()]);
        return new TokenizerFile(
            tokens.AddedTokens,
            normalizer,
            preTokenizer,
            BpeReader.Create(
                tokens.Vocabulary,
                ReadMerges(metadata),
                BpeSettings.Plain,
                description.IgnoresMerges,
                normalizer,
                preTokenizer,
                tokens.AddedTokens.Where(token => token.Special).Select(token => token.Id).ToHashSet(),
                reason => metadata.CreateError(MergesKey, reason)),
            new PostProcessor(ReadTemplate(metadata, description)),
            Truncation: null,
            new ByteLevelDecoder());
    }

    /// <summary>Checks that every id in the metadata is a token's, even if this project does not use it.</summary>
    private static void ValidateIds(GgufMetadata metadata, int size)
    {
        foreach (string key in metadata.Keys.Where(IsIdKey))
        {
            if (metadata.GetInt(key) is int id && (id < 0 || id >= size))
                throw metadata.CreateError(key, $"is {id}, but the vocabulary has {size} tokens");
        }

        static bool IsIdKey(string key) =>
            key.StartsWith(Prefix, StringComparison.Ordinal) && key.EndsWith(IdSuffix, StringComparison.Ordinal);
    }

    private static Merge[] ReadMerges(GgufMetadata metadata)
    {
        string[] texts = metadata.GetStringsOrNull(MergesKey) ?? throw metadata.CreateError(
            MergesKey, "is missing; byte-level BPE must have a list of merges");
        Merge[] merges = new Merge[texts.Length];
        for (int i = 0; i < merges.Length; i++)
        {
            try
            {
                merges[i] = Merge.Parse(texts[i]);
            }
            catch (FormatException e)
            {
                throw metadata.CreateError(MergesKey, $"is damaged at index {i}: {e.Message}");
            }
        }
        return merges;
    }

    private static Template ReadTemplate(GgufMetadata metadata, GgufPreTokenizer description)
    {
        TemplatePart[] AddSpecialTokens(TemplatePart text) =>
        [
            .. Special("add_bos_token", "bos_token_id", description.AddsBosByDefault, text.TypeId),
            text,
            .. Special("add_eos_token", "eos_token_id", defaultValue: false, text.TypeId),
        ];

        TemplatePart[] Special(string flag, string id, bool defaultValue, int typeId) =>
            metadata.GetBool(Prefix + flag, defaultValue) ? [TemplatePart.Special([metadata.GetInt(Prefix + id)], typeId)] : [];

        TemplatePart[] first = AddSpecialTokens(TemplatePart.First(typeId: 0));
        return new Template(first, [.. first, .. AddSpecialTokens(TemplatePart.Second(typeId: 1))]);
    }
}
