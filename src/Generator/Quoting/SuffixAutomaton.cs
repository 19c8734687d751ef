namespace SearchEngine.Generator.Quoting;

/// <summary>
/// Knows every substring of several texts (Blumer et al. 1985), byte by byte, and which of the texts each is in. States are numbers; <see cref="Root"/> is the empty string's.
/// </summary>
/// <remarks>Bytes and not tokens: the same words have other tokens after a quotation mark than after a blank.</remarks>
internal sealed class SuffixAutomaton
{
    public const int Root = 0;

    /// <summary>No such substring.</summary>
    public const int None = -1;

    /// <summary>The most texts: one bit each.</summary>
    public const int MaxTexts = 64;

    // Never a byte of UTF-8, so no substring spans two texts.
    private const byte Separator = 0xFF;

    private readonly List<Dictionary<byte, int>> _next = [[]];
    private readonly List<int> _length = [0], _link = [None];
    private readonly List<ulong> _texts = [0];
    private int _last = Root;

    /// <param name="texts">At most <see cref="MaxTexts"/>, in UTF-8.</param>
    public SuffixAutomaton(IReadOnlyList<byte[]> texts)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(texts.Count, MaxTexts);
        for (int text = 0; text < texts.Count; text++)
        {
            foreach (byte unit in texts[text]) Append(unit, 1UL << text);
            Append(Separator, 0);
        }
        PropagateTexts();
    }

    /// <summary>The substring that is one byte longer; <see cref="None"/> where no text has it.</summary>
    public int GetNext(int state, byte unit) => unit != Separator && _next[state].TryGetValue(unit, out int next) ? next : None;

    /// <summary>The texts that have the substring, a bit each.</summary>
    public ulong GetTexts(int state) => _texts[state];

    private void Append(byte unit, ulong text)
    {
        int added = Add([], _length[_last] + 1, text), state = _last;
        for (; state != None && _next[state].TryAdd(unit, added); state = _link[state])
        {
        }
        if (state == None)
        {
            _link[added] = Root;
        }
        else
        {
            int target = _next[state][unit];
            _link[added] = _length[target] == _length[state] + 1 ? target : CloneState(state, unit, target);
        }
        _last = added;
    }

    /// <summary>Gives the shorter of a state's substrings a state of their own.</summary>
    private int CloneState(int state, byte unit, int target)
    {
        int clone = Add(new Dictionary<byte, int>(_next[target]), _length[state] + 1, 0);
        _link[clone] = _link[target];
        _link[target] = clone;
        for (; state != None && _next[state].GetValueOrDefault(unit, None) == target; state = _link[state]) _next[state][unit] = clone;
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

    /// <summary>A substring is wherever a longer one is that it ends.</summary>
    private void PropagateTexts()
    {
        foreach (int state in Enumerable.Range(1, _next.Count - 1).OrderByDescending(state => _length[state])) _texts[_link[state]] |= _texts[state];
    }
}
