using Microsoft.ML.Tokenizers;

namespace SearchEngine.Runtime.Tokenizers.Models;

/// <summary>
/// Takes words that are tokens as they are, whether or not merges lead to them ("ignore_merges", as in Llama 3), and leaves others to a
/// model. Microsoft.ML.Tokenizers has no such option.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="controlIds">Ids of special tokens, whose names in a text are text.</param>
internal sealed class WholeWordModel(SubwordModel model, IReadOnlySet<int> controlIds) : SubwordModel
{
    public override Tokenizer? Library => model.Library;

    public override int Size => model.Size;

    public override string? TokenOf(int id) => model.TokenOf(id);

    public override int? IdOf(ReadOnlySpan<char> token) => model.IdOf(token);

    public override void Segment(Word word, TokenBuffer output)
    {
        if (model.IdOf(word.Units) is { } id && !controlIds.Contains(id)) output.Add(id, word.Origin(0, word.Length));
        else model.Segment(word, output);
    }
}
