using System.Text;

namespace SearchEngine.Generator.Quoting;

/// <summary>What may be quoted: any words of the texts, or each text only as a whole and once.</summary>
internal sealed class QuotableTexts
{
    // Neither occurs in what people write; they stand around each text that is quoted whole.
    private const byte Begin = 2, End = 3;

    private readonly SuffixAutomaton _automaton;
    private readonly bool _requireComplete;

    /// <param name="texts">The texts as the prompt has them, the first being [1]; an empty one is not quoted.</param>
    /// <param name="whole">Whether only all of a text may be quoted.</param>
    public QuotableTexts(IReadOnlyList<string> texts, bool whole)
    {
        _requireComplete = whole;
        _automaton = new SuffixAutomaton([.. texts.Select(text => whole && text.Length > 0 ? (byte[])[Begin, .. Encoding.UTF8.GetBytes(text), End] : Encoding.UTF8.GetBytes(text))]);
        MaxQuotes = whole ? texts.Count(text => text.Length > 0) : int.MaxValue;
        StartState = whole ? _automaton.GetNext(SuffixAutomaton.Root, Begin) : SuffixAutomaton.Root;
    }

    /// <summary>The most quotations of an answer.</summary>
    public int MaxQuotes { get; }

    /// <summary>The state of a quotation that has just been opened; <see cref="SuffixAutomaton.None"/> where nothing may be quoted.</summary>
    public int StartState { get; }

    /// <summary>The state after one more byte; <see cref="SuffixAutomaton.None"/> where no text goes on so.</summary>
    public int GetNext(int state, byte unit) => _automaton.GetNext(state, unit);

    /// <summary>Whether a quotation may end here. An empty one says nothing.</summary>
    public bool CanEnd(int state) => state != StartState && (!_requireComplete || _automaton.GetNext(state, End) != SuffixAutomaton.None);

    /// <summary>The texts that have it, a bit each.</summary>
    public ulong GetTexts(int state) => _automaton.GetTexts(state);
}
