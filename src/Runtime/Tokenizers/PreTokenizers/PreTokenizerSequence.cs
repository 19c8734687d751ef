namespace SearchEngine.Runtime.Tokenizers.PreTokenizers;

/// <summary>Applies several pre-tokenizers in order, each to the words of the previous one.</summary>
internal sealed class PreTokenizerSequence(AligningPreTokenizer[] stages) : AligningPreTokenizer
{
    public override IEnumerable<Word> PreTokenize(IEnumerable<Word> words) =>
        stages.Aggregate(words, (current, stage) => stage.PreTokenize(current));
}
