using Microsoft.ML.Tokenizers;

namespace SearchEngine.Runtime.Tokenizers.Models;

/// <summary>
/// Keeps words that are in the vocabulary as one token, even if no merges produce them ("ignore_merges", as in Llama 3), and passes other
/// words to a model. Microsoft.ML.Tokenizers has no such option.
/// </summary>
/// <param name="model">The model for other words.</param>
/// <param name="controlIds">Ids of special tokens, whose names in a text are plain text.</param>
internal sealed class WholeWordModel(SubwordModel model, IReadOnlySet<int> controlIds) : SubwordModel
{
    public override Tokenizer? LibraryTokenizer => model.LibraryTokenizer;

    public override int Size => model.Size;

    public override string? IdToToken(int id) => model.IdToToken(id);

    public override int? TokenToId(ReadOnlySpan<char> token) => model.TokenToId(token);

    public override void Segment(Word word, TokenBuffer output)
    {
        if (model.TokenToId(word.Units) is { } id && !controlIds.Contains(id)) output.Add(id, word.GetOrigin(0, word.Length));
        else model.Segment(word, output);
    }
}
