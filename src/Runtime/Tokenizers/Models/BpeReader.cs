using Microsoft.ML.Tokenizers;

namespace SearchEngine.Runtime.Tokenizers.Models;

/// <summary>Reads a "model" of the kind BPE.</summary>
internal static class BpeReader
{
    public static SubwordModel Read(
        TokenizerComponent component, Normalizer? normalizer, PreTokenizer? preTokenizer, IReadOnlySet<int> controlIds)
    {
        if (component.OptionalNumber("dropout") is not (null or 0))
        {
            throw component.Error("dropout is for training: it would give a text other tokens each time. Set it to null");
        }
        Vocabulary vocabulary = VocabularyReader.Read(component.Child("vocab"));
        Merge[] merges = MergeReader.Read(component);
        BpeSettings settings = ReadSettings(component, vocabulary);
        Lazy<BpeModel> exact = new(() => new BpeModel(vocabulary, MakeTable(component, merges, vocabulary, settings), settings));
        SubwordModel model = exact.Value;
        return component.Flag("ignore_merges") ?? false ? new WholeWordModel(model, controlIds) : model;
    }

    private static BpeSettings ReadSettings(TokenizerComponent component, Vocabulary vocabulary)
    {
        int? unknownId = null;
        if (component.OptionalText("unk_token") is { } unknown)
        {
            unknownId = vocabulary.IdOf(unknown) ?? throw component.Error($"unk_token '{unknown}' is not in the vocabulary");
        }
        return new BpeSettings(
            unknownId,
            component.Flag("fuse_unk") ?? false,
            component.Flag("byte_fallback") ?? false,
            component.OptionalText("continuing_subword_prefix") ?? "",
            component.OptionalText("end_of_word_suffix") ?? "");
    }

    private static MergeTable MakeTable(TokenizerComponent component, Merge[] merges, Vocabulary vocabulary, BpeSettings settings)
    {
        try
        {
            return new MergeTable(merges, vocabulary, settings.ContinuingPrefix.Length);
        }
        catch (FormatException e)
        {
            throw component.Error(e.Message);
        }
    }
}
