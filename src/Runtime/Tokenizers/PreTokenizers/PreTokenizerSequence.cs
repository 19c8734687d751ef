namespace SearchEngine.Runtime.Tokenizers.PreTokenizers;

/// <summary>Pre-tokenizers one after the other, each of which splits the words of the one before it.</summary>
internal sealed class PreTokenizerSequence(AligningPreTokenizer[] stages) : AligningPreTokenizer
{
    public override IEnumerable<Word> PreTokenize(IEnumerable<Word> words) =>
        stages.Aggregate(words, (sofar, stage) => stage.PreTokenize(sofar));
}
