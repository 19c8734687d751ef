using System.Text;

namespace SearchEngine.Generator.Quoting;

/// <summary>The texts that may be quoted: any part of them, or each text only completely and once.</summary>
internal sealed class QuotableTexts
{
    // Control characters that do not occur in texts; they mark the start and the end of a text that must be quoted completely.
    private const byte Begin = 2, End = 3;

    private readonly SuffixAutomaton _automaton;
    private readonly bool _requireComplete;

    /// <param name="texts">The texts as in the prompt; the first is [1]. Empty texts cannot be quoted completely.</param>
    /// <param name="requireComplete">Whether texts may only be quoted completely.</param>
    public QuotableTexts(IReadOnlyList<string> texts, bool requireComplete)
    {
        _requireComplete = requireComplete;
        _automaton = new SuffixAutomaton([.. texts.Select(Encode)]);
        MaxQuotes = requireComplete ? texts.Count(text => text.Length > 0) : int.MaxValue;
        StartState = requireComplete ? _automaton.GetNext(SuffixAutomaton.Root, Begin) : SuffixAutomaton.Root;
    }

    /// <summary>The maximum number of quotations in an answer.</summary>
    public int MaxQuotes { get; }

    /// <summary>The state at the start of a quotation; <see cref="SuffixAutomaton.None"/> if nothing may be quoted.</summary>
    public int StartState { get; }

    /// <summary>Returns the state after another byte; <see cref="SuffixAutomaton.None"/> if no text continues with it.</summary>
    public int GetNext(int state, byte symbol) => _automaton.GetNext(state, symbol);

    /// <summary>Returns whether a quotation may end. Empty quotations are not allowed.</summary>
    public bool CanEnd(int state) =>
        state != StartState && (!_requireComplete || _automaton.GetNext(state, End) != SuffixAutomaton.None);

    /// <summary>Returns the texts that contain the quotation, one bit each.</summary>
    public ulong GetTexts(int state) => _automaton.GetTexts(state);

    private byte[] Encode(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return _requireComplete && bytes.Length > 0 ? [Begin, .. bytes, End] : bytes;
    }
}
