using System.Globalization;

namespace SearchEngine.Generator.Quoting;

/// <summary>
/// Where an answer stands: in free text, in a quotation, or in the mark that follows one. Within a quotation a quotation mark may be the evidence's own or the end, so a state may be both.
/// </summary>
/// <param name="Quote">The automaton's state of the quotation so far; <see cref="SuffixAutomaton.None"/> where there is none, or it has ended.</param>
/// <param name="Citation">How far the mark has come.</param>
/// <param name="Passages">Passages that hold the quotation that has ended, a bit each.</param>
/// <param name="Number">Digits of the mark so far.</param>
internal readonly record struct QuoteState(int Quote, CitationPart Citation, ulong Passages, int Number)
{
    private const byte QuotationMark = (byte)'"';

    /// <summary>Outside quotations.</summary>
    public static QuoteState Free { get; } = new(SuffixAutomaton.None, CitationPart.None, 0, 0);

    /// <summary>Nothing is possible.</summary>
    public static QuoteState Dead { get; } = new(SuffixAutomaton.None, CitationPart.Dead, 0, 0);

    /// <summary>The state after one more byte; <see cref="Dead"/> where that must not follow.</summary>
    public QuoteState Advance(byte unit, QuotableTexts evidence)
    {
        if (this == Free) return unit != QuotationMark ? Free : evidence.StartState == SuffixAutomaton.None ? Dead : new QuoteState(evidence.StartState, CitationPart.None, 0, 0);

        QuoteState mark = AdvanceCitation(unit);
        if (Quote == SuffixAutomaton.None) return mark;

        int quote = evidence.GetNext(Quote, unit);
        if (unit == QuotationMark && evidence.CanEnd(Quote)) return new QuoteState(quote, CitationPart.Closed, evidence.GetTexts(Quote), 0);
        if (mark == Free) return Free;
        return mark == Dead && quote == SuffixAutomaton.None ? Dead : mark == Dead ? new QuoteState(quote, CitationPart.None, 0, 0) : mark with { Quote = quote };
    }

    private QuoteState AdvanceCitation(byte unit) => (Citation, unit) switch
    {
        (CitationPart.Closed, (byte)' ') => this with { Citation = CitationPart.Space },
        (CitationPart.Space, (byte)'[') => this with { Citation = CitationPart.Number, Number = 0 },
        (CitationPart.Number, >= (byte)'0' and <= (byte)'9') => AppendDigit(unit - '0'),
        (CitationPart.Number, (byte)']') when Number > 0 && IsQuotedIn(Number) => Free,
        _ => Dead,
    };

    private QuoteState AppendDigit(int digit)
    {
        int number = 10 * Number + digit;
        return number > 0 && IsCitationPrefix(number) ? this with { Number = number } : Dead;
    }

    private bool IsQuotedIn(int number) => number <= SuffixAutomaton.MaxTexts && (Passages >> (number - 1) & 1) == 1;

    private bool IsCitationPrefix(int number)
    {
        string digits = number.ToString(CultureInfo.InvariantCulture);
        for (int passage = 1; passage <= SuffixAutomaton.MaxTexts; passage++)
        {
            if (IsQuotedIn(passage) && passage.ToString(CultureInfo.InvariantCulture).StartsWith(digits, StringComparison.Ordinal)) return true;
        }
        return false;
    }
}

/// <summary>How far the mark after a quotation has come.</summary>
internal enum CitationPart
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>The quotation has ended, a blank must follow.</summary>
    Closed,

    /// <summary>An opening bracket must follow.</summary>
    Space,

    /// <summary>Digits, then a closing bracket.</summary>
    Number,

    /// <summary>What came could not.</summary>
    Dead,
}
