namespace SearchEngine.Generator.Quoting;

/// <summary>
/// Recognizes all substrings of several texts (Blumer et al. 1985) byte by byte, and the texts that contain them. <see cref="Root"/> is the
/// state of the empty string.
/// </summary>
/// <remarks>Bytes rather than tokens, because the same words have different tokens after a quotation mark than after a space.</remarks>
internal sealed class SuffixAutomaton
{
    public const int Root = 0;

    /// <summary>The state of a string that is not a substring.</summary>
    public const int None = -1;

    /// <summary>The maximum number of texts, one bit each.</summary>
    public const int MaxTexts = 64;

    // Not a byte of UTF-8, so that no substring spans two texts.
    private const byte Separator = 0xFF;

    private readonly List<Dictionary<byte, int>> _next = [[]];
    private readonly List<int> _length = [0], _link = [None];
    private readonly List<ulong> _texts = [0];
    private int _last = Root;

    /// <param name="texts">At most <see cref="MaxTexts"/> texts in UTF-8.</param>
    public SuffixAutomaton(IReadOnlyList<byte[]> texts)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(texts.Count, MaxTexts);
        for (int text = 0; text < texts.Count; text++)
        {
            foreach (byte symbol in texts[text]) Append(symbol, 1UL << text);
            Append(Separator, 0);
        }
        PropagateTexts();
    }

    /// <summary>Returns the state after another byte; <see cref="None"/> if no text contains the longer string.</summary>
    public int GetNext(int state, byte symbol) =>
        symbol != Separator && _next[state].TryGetValue(symbol, out int next) ? next : None;

    /// <summary>Returns the texts that contain the substring, one bit each.</summary>
    public ulong GetTexts(int state) => _texts[state];

    private void Append(byte symbol, ulong text)
    {
        int added = Add([], _length[_last] + 1, text), state = _last;
        for (; state != None && _next[state].TryAdd(symbol, added); state = _link[state])
        {
        }
        if (state == None)
        {
            _link[added] = Root;
        }
        else
        {
            int target = _next[state][symbol];
            _link[added] = _length[target] == _length[state] + 1 ? target : CloneState(state, symbol, target);
        }
        _last = added;
    }

    /// <summary>Splits a state into one for its shorter substrings and one for its longer ones.</summary>
    private int CloneState(int state, byte symbol, int target)
    {
        int clone = Add(new Dictionary<byte, int>(_next[target]), _length[state] + 1, 0);
        _link[clone] = _link[target];
        _link[target] = clone;
        for (; state != None && _next[state].GetValueOrDefault(symbol, None) == target; state = _link[state])
            _next[state][symbol] = clone;
        return clone;
    }

    private int Add(Dictionary<byte, int> next, int length, ulong texts)
    {
        _next.Add(next);
        _length.Add(length);
        _link.Add(None);
        _texts.Add(texts);
        return _next.Count - 1;
    }

    /// <summary>Adds to each state the texts of longer substrings, of which its own substrings are suffixes.</summary>
    private void PropagateTexts()
    {
        foreach (int state in Enumerable.Range(1, _next.Count - 1).OrderByDescending(state => _length[state]))
            _texts[_link[state]] |= _texts[state];
    }
}
