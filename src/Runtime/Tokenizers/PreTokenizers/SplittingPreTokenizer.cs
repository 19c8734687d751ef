namespace SearchEngine.Runtime.Tokenizers.PreTokenizers;

/// <summary>A pre-tokenizer that does not change the spelling of words.</summary>
internal abstract class SplittingPreTokenizer : AligningPreTokenizer
{
    public sealed override IEnumerable<Word> PreTokenize(IEnumerable<Word> words)
    {
        foreach (Word word in words)
        {
            foreach ((int start, int length) in Split(word.Units.ToString())) yield return word.Slice(start, length);
        }
    }

    /// <summary>Returns the spans of a text's words, in order; none is empty.</summary>
    protected abstract IEnumerable<(int Start, int Length)> Split(string text);
}
