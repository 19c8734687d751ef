namespace SearchEngine.Runtime.Tokenizers.PreTokenizers;

/// <summary>Splits at white space.</summary>
internal sealed class WhitespaceSplitPreTokenizer : SplittingPreTokenizer
{
    protected override IEnumerable<(int Start, int Length)> Split(string text)
    {
        for (int at = 0; at < text.Length;)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
            int start = at;
            while (at < text.Length && !char.IsWhiteSpace(text[at])) at++;
            if (at > start) yield return (start, at - start);
        }
    }
}
