namespace SearchEngine.Runtime.Tokenizers.PreTokenizers;

/// <summary>A pre-tokenizer that leaves the spelling of words alone.</summary>
internal abstract class SplittingPreTokenizer : AligningPreTokenizer
{
    public sealed override IEnumerable<Word> PreTokenize(IEnumerable<Word> words)
    {
        foreach (Word word in words)
        {
            foreach ((int start, int length) in Split(word.Units.ToString())) yield return word.Slice(start, length);
        }
    }

    /// <summary>Spans of the words of a text, in order, none empty.</summary>
    protected abstract IEnumerable<(int Start, int Length)> Split(string text);
}
