using Microsoft.ML.Tokenizers;

namespace SearchEngine.Runtime.Tokenizers.Models;

/// <summary>
/// Reads a "model" of type BPE. Models with merges only use Microsoft.ML.Tokenizers; it does not support byte fallback and ignore_merges,
/// and it returns no spans for other options.
/// </summary>
internal static class BpeReader
{
    public static SubwordModel Read(
        TokenizerComponent component, Normalizer? normalizer, PreTokenizer? preTokenizer, IReadOnlySet<int> controlIds)
    {
        if (component.GetDoubleOrNull("dropout") is not (null or 0))
        {
            throw component.CreateError(
                "has a dropout, which is for training: a text would get different tokens each time; set it to null");
        }
        Vocabulary vocabulary = VocabularyReader.Read(component.GetChild("vocab"));
        Merge[] merges = MergeReader.Read(component);
        return Create(
            vocabulary,
            merges,
            ReadSettings(component, vocabulary),
            component.GetBoolOrNull("ignore_merges") ?? false,
            normalizer,
            preTokenizer,
            controlIds,
            component.CreateError);
    }

    /// <summary>Creates the model of a vocabulary and its merges, independent of the file format.</summary>
    /// <param name="vocabulary">The tokens.</param>
    /// <param name="merges">Pairs of tokens, best first.</param>
    /// <param name="settings">Options of the model.</param>
    /// <param name="ignoreMerges">Whether a word that is in the vocabulary becomes that token, regardless of the merges.</param>
    /// <param name="normalizer">The normalizer for the library's tokenizer.</param>
    /// <param name="preTokenizer">The pre-tokenizer for the library's tokenizer.</param>
    /// <param name="controlIds">Ids of special tokens, whose names in a text are plain text.</param>
    /// <param name="error">Creates an error that names the file and the field.</param>
    public static SubwordModel Create(
        Vocabulary vocabulary,
        Merge[] merges,
        BpeSettings settings,
        bool ignoreMerges,
        Normalizer? normalizer,
        PreTokenizer? preTokenizer,
        IReadOnlySet<int> controlIds,
        Func<string, Exception> error)
    {
        Lazy<BpeModel> exact = new(() => new BpeModel(vocabulary, CreateMergeTable(merges, vocabulary, settings, error), settings));
        SubwordModel model = settings.IsPlain && merges.All(merge => merge.HasOneSpace)
            ? new PlainBpeModel(CreateLibraryTokenizer(vocabulary, merges, normalizer, preTokenizer, error), vocabulary, exact)
            : exact.Value;
        return ignoreMerges ? new WholeWordModel(model, controlIds) : model;
    }

    private static BpeTokenizer CreateLibraryTokenizer(
        Vocabulary vocabulary, Merge[] merges, Normalizer? normalizer, PreTokenizer? preTokenizer, Func<string, Exception> error)
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
            throw error($"is rejected by Microsoft.ML.Tokenizers: {e.Message}");
        }
    }

    private static BpeSettings ReadSettings(TokenizerComponent component, Vocabulary vocabulary)
    {
        int? unknownId = null;
        if (component.GetStringOrNull("unk_token") is { } unknown)
        {
            unknownId = vocabulary.TokenToId(unknown) ?? throw component.CreateError(
                $"has the unk_token '{unknown}', which is not in the vocabulary");
        }
        return new BpeSettings(
            unknownId,
            component.GetBoolOrNull("fuse_unk") ?? false,
            component.GetBoolOrNull("byte_fallback") ?? false,
            component.GetStringOrNull("continuing_subword_prefix") ?? "",
            component.GetStringOrNull("end_of_word_suffix") ?? "");
    }

    private static MergeTable CreateMergeTable(Merge[] merges, Vocabulary vocabulary, BpeSettings settings, Func<string, Exception> error)
    {
        try
        {
            return new MergeTable(merges, vocabulary, settings.ContinuingSubwordPrefix.Length);
        }
        catch (FormatException e)
        {
            throw error(e.Message);
        }
    }
}
