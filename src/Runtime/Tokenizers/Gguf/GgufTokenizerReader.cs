using System.Text;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Checkpoints.Gguf;
using SearchEngine.Runtime.Tokenizers.Decoders;
using SearchEngine.Runtime.Tokenizers.Models;
using SearchEngine.Runtime.Tokenizers.Normalizers;
using SearchEngine.Runtime.Tokenizers.PostProcessors;
using SearchEngine.Runtime.Tokenizers.PreTokenizers;

namespace SearchEngine.Runtime.Tokenizers.Gguf;

/// <summary>Reads the tokenizer in a GGUF file's metadata into the stages that a tokenizer.json has: byte-level BPE, which GGUF calls "gpt2".</summary>
internal static class GgufTokenizerReader
{
    private const string ModelKey = "tokenizer.ggml.model", PreTokenizerKey = "tokenizer.ggml.pre", MergesKey = "tokenizer.ggml.merges";
    private const string Prefix = "tokenizer.ggml.", IdSuffix = "_token_id";

    /// <exception cref="CheckpointException">There is no tokenizer, or it is broken or of an unknown kind.</exception>
    public static TokenizerFile Read(GgufMetadata metadata)
    {
        if (metadata.GetString(ModelKey) is not "gpt2" and string model) throw metadata.CreateError(ModelKey, $"'{model}' is not known here; known is gpt2, byte-level BPE");
        GgufVocabulary tokens = GgufVocabulary.Read(metadata);
        ValidateIds(metadata, tokens.Vocabulary.Size);

        string name = metadata.GetStringOrNull(PreTokenizerKey) ?? GgufPreTokenizer.Default;
        GgufPreTokenizer words = GgufPreTokenizer.Find(name) ?? throw metadata.CreateError(PreTokenizerKey, $"'{name}' is not known here; known are {GgufPreTokenizer.SupportedNames}");
        AligningNormalizer? normalizer = words.UsesNfc ? new UnicodeNormalizer(NormalizationForm.FormC) : null;
        PreTokenizerSequence preTokenizer = new([.. words.Patterns.Select(pattern => new SplitPreTokenizer(pattern, SplitBehavior.Isolated)), new BytePreTokenizer()]);
        return new TokenizerFile(
            tokens.AddedTokens,
            normalizer,
            preTokenizer,
            BpeReader.Create(
                tokens.Vocabulary,
                ReadMerges(metadata),
                BpeSettings.Plain,
                words.IgnoresMerges,
                normalizer,
                preTokenizer,
                tokens.AddedTokens.Where(token => token.Special).Select(token => token.Id).ToHashSet(),
                reason => metadata.CreateError(MergesKey, reason)),
            new PostProcessor(ReadTemplate(metadata, words)),
            Truncation: null,
            new ByteLevelDecoder());
    }

    /// <summary>Every id that the file names is that of a token, used here or not.</summary>
    private static void ValidateIds(GgufMetadata metadata, int size)
    {
        foreach (string key in metadata.Keys.Where(key => key.StartsWith(Prefix, StringComparison.Ordinal) && key.EndsWith(IdSuffix, StringComparison.Ordinal)))
        {
            if (metadata.GetInt(key) is int id && (id < 0 || id >= size)) throw metadata.CreateError(key, $"is {id}, but the vocabulary has {size} tokens");
        }
    }

    private static Merge[] ReadMerges(GgufMetadata metadata)
    {
        string[] texts = metadata.GetStringsOrNull(MergesKey) ?? throw metadata.CreateError(MergesKey, "is missing; byte-level BPE needs a list of merges");
        Merge[] merges = new Merge[texts.Length];
        for (int i = 0; i < merges.Length; i++)
        {
            try
            {
                merges[i] = Merge.Parse(texts[i]);
            }
            catch (FormatException e)
            {
                throw metadata.CreateError(MergesKey, $"merge {i} {e.Message}");
            }
        }
        return merges;
    }

    private static Template ReadTemplate(GgufMetadata metadata, GgufPreTokenizer words)
    {
        TemplatePart[] Framed(TemplatePart text) =>
        [
            .. Special("add_bos_token", "bos_token_id", words.AddsBosByDefault, text.TypeId),
            text,
            .. Special("add_eos_token", "eos_token_id", otherwise: false, text.TypeId),
        ];

        TemplatePart[] Special(string flag, string id, bool otherwise, int typeId) =>
            metadata.GetBool(Prefix + flag, otherwise) ? [TemplatePart.Special([metadata.GetInt(Prefix + id)], typeId)] : [];

        TemplatePart[] first = Framed(TemplatePart.First(typeId: 0));
        return new Template(first, [.. first, .. Framed(TemplatePart.Second(typeId: 1))]);
    }
}
