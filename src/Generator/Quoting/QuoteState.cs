using System.Globalization;

namespace SearchEngine.Generator.Quoting;

/// <summary>
/// The state of an answer: in free text, in a quotation, or in the citation after it. A quotation mark within a quotation may be part of
/// the evidence or the end, so that a state may be both in a quotation and in a citation.
/// </summary>
/// <param name="Quote">The automaton's state of the quotation; <see cref="SuffixAutomaton.None"/> outside of quotations.</param>
/// <param name="Citation">The next part of the citation.</param>
/// <param name="Passages">The passages that contain the last quotation, one bit each.</param>
/// <param name="Number">The number in the citation so far.</param>
internal readonly record struct QuoteState(int Quote, CitationPart Citation, ulong Passages, int Number)
{
    private const byte QuotationMark = (byte)'"';

    /// <summary>Outside of quotations.</summary>
    public static QuoteState Free { get; } = new(SuffixAutomaton.None, CitationPart.None, 0, 0);

    /// <summary>The answer is not valid.</summary>
    public static QuoteState Dead { get; } = new(SuffixAutomaton.None, CitationPart.Dead, 0, 0);

    /// <summary>Returns the state after another byte; <see cref="Dead"/> if it is not allowed.</summary>
    public QuoteState Advance(byte symbol, QuotableTexts evidence)
    {
        if (this == Free) return symbol == QuotationMark ? Open(evidence) : Free;

        QuoteState citation = AdvanceCitation(symbol);
        if (Quote == SuffixAutomaton.None) return citation;

        int quote = evidence.GetNext(Quote, symbol);
        if (symbol == QuotationMark && evidence.CanEnd(Quote))
            return new QuoteState(quote, CitationPart.Closed, evidence.GetTexts(Quote), 0);
        if (citation == Free) return Free;
        if (citation != Dead) return citation with { Quote = quote };
        return quote == SuffixAutomaton.None ? Dead : new QuoteState(quote, CitationPart.None, 0, 0);
    }

    private static QuoteState Open(QuotableTexts evidence) =>
        evidence.StartState == SuffixAutomaton.None ? Dead : new QuoteState(evidence.StartState, CitationPart.None, 0, 0);

    private QuoteState AdvanceCitation(byte symbol) => (Citation, symbol) switch
    {
        (CitationPart.Closed, (byte)' ') => this with { Citation = CitationPart.Space },
        (CitationPart.Space, (byte)'[') => this with { Citation = CitationPart.Number, Number = 0 },
        (CitationPart.Number, >= (byte)'0' and <= (byte)'9') => AppendDigit(symbol - '0'),
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
            string candidate = passage.ToString(CultureInfo.InvariantCulture);
            if (IsQuotedIn(passage) && candidate.StartsWith(digits, StringComparison.Ordinal)) return true;
        }
        return false;
    }
}

/// <summary>The part of a citation that must come next.</summary>
internal enum CitationPart
{
    /// <summary>There is no citation.</summary>
    None,

    /// <summary>The quotation has ended, and a space must follow.</summary>
    Closed,

    /// <summary>An opening bracket must follow.</summary>
    Space,

    /// <summary>Digits and a closing bracket must follow.</summary>
    Number,

    /// <summary>The answer is not valid.</summary>
    Dead,
}
