namespace SearchEngine.Runtime.Tokenizers.PostProcessors;

/// <summary>
/// Excludes leading and trailing white space from the spans of byte-level tokens (process_offsets of Hugging Face tokenizers). A token that
/// is all white space gets an empty span at its end.
/// </summary>
/// <param name="addsPrefixSpace">
/// Whether the pre-tokenizer prepends a space to the text, which is not part of the span in the first place.
/// </param>
internal sealed class OffsetTrimmer(bool addsPrefixSpace)
{
    /// <summary>Trims the spans of a text's tokens in place; <paramref name="idToToken"/> returns the token of an id.</summary>
    public void Trim(ReadOnlySpan<int> ids, Span<(int Start, int End)> offsets, Func<int, string?> idToToken)
    {
        for (int i = 0; i < ids.Length; i++)
        {
            string token = idToToken(ids[i])!;
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
