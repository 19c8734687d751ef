namespace SearchEngine.Runtime.Tokenizers.PostProcessors;

/// <summary>
/// Takes the white space that byte-level tokens begin or end with off their spans (process_offsets of Hugging Face tokenizers).
/// A token that is nothing but white space keeps an empty span at its end.
/// </summary>
/// <param name="addsPrefixSpace">Whether the pre-tokenizer puts a space before the text, which has no place in the span to begin with.</param>
internal sealed class OffsetTrimmer(bool addsPrefixSpace)
{
    /// <param name="ids">The tokens of a text.</param>
    /// <param name="offsets">Their spans, which change.</param>
    /// <param name="tokenOf">Tokens by id.</param>
    public void Trim(ReadOnlySpan<int> ids, Span<(int Start, int End)> offsets, Func<int, string?> tokenOf)
    {
        for (int i = 0; i < ids.Length; i++)
        {
            string token = tokenOf(ids[i])!;
            int leading = 0, trailing = 0;
            while (leading < token.Length && IsSpace(token[leading])) leading++;
            while (trailing < token.Length && IsSpace(token[^(trailing + 1)])) trailing++;
            (int start, int end) = offsets[i];
            bool isFirst = i == 0 || start == 0;
            if (isFirst && addsPrefixSpace && leading == 1) leading = 0;
            start = Math.Min(start + leading, end);
            if (end >= trailing) end = Math.Max(end - trailing, start);
            offsets[i] = (start, end);
        }
    }

    private static bool IsSpace(char unit) => unit == ByteAlphabet.Space || char.IsWhiteSpace(unit);
}
