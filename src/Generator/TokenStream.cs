using SearchEngine.Generator.Caching;
using SearchEngine.Generator.Drafting;
using SearchEngine.Generator.Sampling;

namespace SearchEngine.Generator;

/// <summary>
/// The tokens of one answer, as they are written. A step verifies a draft in the same pass that gives the next token; what comes out is what would have come without drafts.
/// A step allocates nothing on the managed heap.
/// </summary>
internal sealed class TokenStream
{
    private readonly KeyValueCache _cache;
    private readonly TokenSelector _chooser;
    private readonly PromptLookup? _lookup;
    private readonly int _vocabulary;
    private readonly int[] _rows = new int[KeyValueCache.MaxRows];
    private readonly int[] _written = new int[KeyValueCache.MaxRows];
    private readonly int[] _text;
    private int _length;

    /// <param name="cache">Holds the prompt but for what <see cref="ReadPrompt"/> reads.</param>
    /// <param name="chooser">Chooses among the logits.</param>
    /// <param name="lookup">Drafts, or null for none.</param>
    /// <param name="vocabulary">Logits of a row.</param>
    public TokenStream(KeyValueCache cache, TokenSelector chooser, PromptLookup? lookup, int vocabulary)
    {
        (_cache, _chooser, _lookup, _vocabulary) = (cache, chooser, lookup, vocabulary);
        _text = new int[cache.Capacity + 1];
    }

    /// <summary>Reads a prompt, of which the cache may hold the beginning, and gives the first token of the answer.</summary>
    /// <param name="prompt">At least one token.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public int ReadPrompt(ReadOnlySpan<int> prompt, CancellationToken cancellation)
    {
        // The last token is read even where the cache has it: its logits are wanted.
        _cache.Truncate(Math.Min(_cache.Tokens.CommonPrefixLength(prompt), prompt.Length - 1));
        foreach (int token in prompt) _chooser.AcceptPromptToken(token);
        prompt.CopyTo(_text);
        _length = prompt.Length;
        return Append(_chooser.SelectNext(_cache.Read(prompt[_cache.Length..], cancellation)));
    }

    /// <summary>Writes on.</summary>
    /// <returns>At least one token, valid until the next step; empty where the cache is full.</returns>
    public ReadOnlySpan<int> GenerateNext()
    {
        int room = Math.Min(_rows.Length, _cache.Capacity - _cache.Length);
        if (room == 0) return [];
        _rows[0] = _text[_length - 1];
        int drafted = _lookup?.Draft(_text.AsSpan(0, _length), _rows.AsSpan(1, room - 1)) ?? 0, before = _cache.Length, written = 0;
        Span<float> logits = _cache.Step(_rows.AsSpan(0, 1 + drafted));
        do
        {
            _written[written] = Append(_chooser.SelectNext(logits.Slice(written * _vocabulary, _vocabulary)));
            written++;
        }
        while (written <= drafted && _written[written - 1] == _rows[written]);
        if (drafted > 0) _lookup!.RecordOutcome(drafted, written - 1);
        _cache.Truncate(before + written);
        return _written.AsSpan(0, written);
    }

    private int Append(int token) => _text[_length++] = token;
}
