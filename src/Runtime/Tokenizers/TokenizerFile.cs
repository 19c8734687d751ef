using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Tokenizers.AddedTokens;
using SearchEngine.Runtime.Tokenizers.Decoders;
using SearchEngine.Runtime.Tokenizers.Models;
using SearchEngine.Runtime.Tokenizers.Normalizers;
using SearchEngine.Runtime.Tokenizers.PostProcessors;
using SearchEngine.Runtime.Tokenizers.PreTokenizers;

namespace SearchEngine.Runtime.Tokenizers;

/// <summary>
/// The components of a Hugging Face tokenizer.json, in processing order. "padding" is omitted: it concerns batches, and texts are never
/// padded here.
/// </summary>
internal sealed record TokenizerFile(
    AddedToken[] AddedTokens,
    AligningNormalizer? Normalizer,
    AligningPreTokenizer? PreTokenizer,
    SubwordModel Model,
    PostProcessor PostProcessor,
    Truncation? Truncation,
    TokenDecoder Decoder)
{
    private const string Name = "tokenizer.json";

    /// <summary>Reads a tokenizer.json, or the one in a model folder.</summary>
    /// <exception cref="CheckpointException">The file is missing, damaged, or has a component of an unsupported type.</exception>
    public static TokenizerFile Read(string path)
    {
        if (Directory.Exists(path)) path = Path.Combine(path, Name);
        if (!File.Exists(path))
        {
            throw new CheckpointException(path, null, $"does not exist; download the model's {Name} into the folder of the weights, "
                + "or create it with AutoTokenizer.from_pretrained(FOLDER).save_pretrained(FOLDER) of the transformers library");
        }

        TokenizerComponent root = new(path, "", JsonFile.Read(path).Root);
        AligningNormalizer? normalizer = NormalizerReader.Read(root.GetChild("normalizer"));
        AligningPreTokenizer? preTokenizer = PreTokenizerReader.Read(root.GetChild("pre_tokenizer"));
        AddedToken[] addedTokens = AddedTokenReader.Read(root);
        SubwordModel model = ModelReader.Read(
            root.GetChild("model"), normalizer, preTokenizer, addedTokens.Where(token => token.Special)
                .Select(token => token.Id)
                .ToHashSet());
        AddedTokenReader.Validate(root, addedTokens, model);
        return new TokenizerFile(
            addedTokens,
            normalizer,
            preTokenizer,
            model,
            PostProcessorReader.Read(
                root.GetChild("post_processor"), id => model.IdToToken(id) is not null || Array.Exists(
                    addedTokens, token => token.Id == id)),
            Truncation.Read(root.GetChild("truncation")),
            DecoderReader.Read(root.GetChild("decoder")));
    }
}
