using SearchEngine.Generator.Caching;
using SearchEngine.Generator.Sampling;

namespace SearchEngine.Generator;

/// <summary>
/// Generates the tokens of one answer. A step verifies a draft in the same pass that computes the next token; the tokens are the same as
/// without drafts. A step allocates nothing on the managed heap.
/// </summary>
internal sealed class TokenStream
{
    private readonly KeyValueCache _cache;
    private readonly TokenSelector _selector;
    private readonly PromptLookup? _lookup;
    private readonly int _vocabulary;
    private readonly int[] _rows = new int[KeyValueCache.MaxRows];
    private readonly int[] _generated = new int[KeyValueCache.MaxRows];
    private readonly int[] _text;
    private int _length;

    /// <param name="cache">The cache, which may already contain the start of the prompt.</param>
    /// <param name="selector">Selects a token by its logits.</param>
    /// <param name="lookup">Drafts tokens; null for no drafts.</param>
    /// <param name="vocabulary">The number of logits of a row.</param>
    public TokenStream(KeyValueCache cache, TokenSelector selector, PromptLookup? lookup, int vocabulary)
    {
        (_cache, _selector, _lookup, _vocabulary) = (cache, selector, lookup, vocabulary);
        _text = new int[cache.Capacity + 1];
    }

    /// <summary>Reads a prompt of at least one token and returns the first token of the answer.</summary>
    public int ReadPrompt(ReadOnlySpan<int> prompt, CancellationToken cancellation)
    {
        // The last token is read even if the cache contains it, because its logits are needed.
        _cache.Truncate(Math.Min(_cache.Tokens.CommonPrefixLength(prompt), prompt.Length - 1));
        foreach (int token in prompt) _selector.AcceptPromptToken(token);
        prompt.CopyTo(_text);
        _length = prompt.Length;
        return Append(_selector.SelectNext(_cache.Read(prompt[_cache.Length..], cancellation)));
    }

    /// <summary>Generates the next tokens.</summary>
    /// <returns>At least one token, valid until the next step; empty if the cache is full.</returns>
    public ReadOnlySpan<int> GenerateNext()
    {
        int remaining = Math.Min(_rows.Length, _cache.Capacity - _cache.Length);
        if (remaining == 0) return [];
        _rows[0] = _text[_length - 1];
        int drafted = _lookup?.Draft(_text.AsSpan(0, _length), _rows.AsSpan(1, remaining - 1)) ?? 0;
        int before = _cache.Length, generated = 0;
        Span<float> logits = _cache.Step(_rows.AsSpan(0, 1 + drafted));
        do
        {
            _generated[generated] = Append(_selector.SelectNext(logits.Slice(generated * _vocabulary, _vocabulary)));
            generated++;
        }
        while (generated <= drafted && _generated[generated - 1] == _rows[generated]);
        if (drafted > 0) _lookup!.RecordOutcome(drafted, generated - 1);
        _cache.Truncate(before + generated);
        return _generated.AsSpan(0, generated);
    }

    private int Append(int token) => _text[_length++] = token;
}
