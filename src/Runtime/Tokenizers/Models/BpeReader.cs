using Microsoft.ML.Tokenizers;

namespace SearchEngine.Runtime.Tokenizers.Models;

/// <summary>
/// Reads a "model" of the kind BPE. Where nothing but merges is asked for, Microsoft.ML.Tokenizers does them; byte fallback and
/// ignore_merges it has not, and of its other options it gives no spans.
/// </summary>
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
        Lazy<BpeModel> exact = new(() => new BpeModel(vocabulary, ReadTable(component, merges, vocabulary, settings), settings));
        SubwordModel model = settings.IsPlain && merges.All(merge => merge.HasOneSpace)
            ? new PlainBpeModel(CreateLibrary(component, vocabulary, merges, normalizer, preTokenizer), vocabulary, exact)
            : exact.Value;
        return component.Flag("ignore_merges") ?? false ? new WholeWordModel(model, controlIds) : model;
    }

    private static BpeTokenizer CreateLibrary(
        TokenizerComponent component, Vocabulary vocabulary, Merge[] merges, Normalizer? normalizer, PreTokenizer? preTokenizer)
    {
        try
        {
            return BpeTokenizer.Create(new BpeOptions(vocabulary.Ids)
            {
                Merges = merges.Select(merge => merge.Text),
                Normalizer = normalizer,
                PreTokenizer = preTokenizer,
            });
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            throw component.Error($"is refused by Microsoft.ML.Tokenizers: {e.Message}");
        }
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

    private static MergeTable ReadTable(TokenizerComponent component, Merge[] merges, Vocabulary vocabulary, BpeSettings settings)
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
