using System.Globalization;

namespace SearchEngine.Generator.Quoting;

/// <summary>
/// Where an answer stands: in free text, in a quotation, or in the mark that follows one. Within a quotation a quotation mark may be the evidence's own or the end, so a state may be both.
/// </summary>
/// <param name="Quote">The automaton's state of the quotation so far; <see cref="SuffixAutomaton.None"/> where there is none, or it has ended.</param>
/// <param name="Mark">How far the mark has come.</param>
/// <param name="Passages">Passages that hold the quotation that has ended, a bit each.</param>
/// <param name="Number">Digits of the mark so far.</param>
internal readonly record struct QuoteState(int Quote, MarkPart Mark, ulong Passages, int Number)
{
    private const byte QuotationMark = (byte)'"';

    /// <summary>Outside quotations.</summary>
    public static QuoteState Free { get; } = new(SuffixAutomaton.None, MarkPart.None, 0, 0);

    /// <summary>Nothing is possible.</summary>
    public static QuoteState Dead { get; } = new(SuffixAutomaton.None, MarkPart.Dead, 0, 0);

    /// <summary>The state after one more byte; <see cref="Dead"/> where that must not follow.</summary>
    public QuoteState After(byte unit, QuotableTexts evidence)
    {
        if (this == Free) return unit != QuotationMark ? Free : evidence.Start == SuffixAutomaton.None ? Dead : new QuoteState(evidence.Start, MarkPart.None, 0, 0);

        QuoteState mark = AfterInMark(unit);
        if (Quote == SuffixAutomaton.None) return mark;

        int quote = evidence.Next(Quote, unit);
        if (unit == QuotationMark && evidence.MayEnd(Quote)) return new QuoteState(quote, MarkPart.Closed, evidence.TextsOf(Quote), 0);
        if (mark == Free) return Free;
        return mark == Dead && quote == SuffixAutomaton.None ? Dead : mark == Dead ? new QuoteState(quote, MarkPart.None, 0, 0) : mark with { Quote = quote };
    }

    private QuoteState AfterInMark(byte unit) => (Mark, unit) switch
    {
        (MarkPart.Closed, (byte)' ') => this with { Mark = MarkPart.Blank },
        (MarkPart.Blank, (byte)'[') => this with { Mark = MarkPart.Number, Number = 0 },
        (MarkPart.Number, >= (byte)'0' and <= (byte)'9') => WithDigit(unit - '0'),
        (MarkPart.Number, (byte)']') when Number > 0 && Holds(Number) => Free,
        _ => Dead,
    };

    private QuoteState WithDigit(int digit)
    {
        int number = 10 * Number + digit;
        return number > 0 && IsBeginning(number) ? this with { Number = number } : Dead;
    }

    private bool Holds(int number) => number <= SuffixAutomaton.MostTexts && (Passages >> (number - 1) & 1) == 1;

    private bool IsBeginning(int number)
    {
        string digits = number.ToString(CultureInfo.InvariantCulture);
        for (int passage = 1; passage <= SuffixAutomaton.MostTexts; passage++)
        {
            if (Holds(passage) && passage.ToString(CultureInfo.InvariantCulture).StartsWith(digits, StringComparison.Ordinal)) return true;
        }
        return false;
    }
}

/// <summary>How far the mark after a quotation has come.</summary>
internal enum MarkPart
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>The quotation has ended, a blank must follow.</summary>
    Closed,

    /// <summary>An opening bracket must follow.</summary>
    Blank,

    /// <summary>Digits, then a closing bracket.</summary>
    Number,

    /// <summary>What came could not.</summary>
    Dead,
}
