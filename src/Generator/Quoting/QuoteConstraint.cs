using SearchEngine.Generator.Sampling;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Generator.Quoting;

/// <summary>
/// Holds an answer to the form that the model was tuned on: what stands between quotation marks is copied from the evidence, and <c>[n]</c> follows, n being a passage that has it. So
/// every citation is verbatim, whatever the model would have liked to say.
/// </summary>
internal sealed class QuoteConstraint : ITokenConstraint
{
    private readonly QuotableTexts _evidence;
    private readonly TextTokenizer _tokenizer;
    private QuoteState _state = QuoteState.Free;
    private int _quoteCount;

    /// <param name="evidence">What may be quoted.</param>
    /// <param name="tokenizer">A byte-level one.</param>
    public QuoteConstraint(QuotableTexts evidence, TextTokenizer tokenizer) => (_evidence, _tokenizer) = (evidence, tokenizer);

    /// <remarks>A token of free text may open a quotation and go on, so even there each is looked at.</remarks>
    public bool AllowsAll => false;

    public bool Allows(int token)
    {
        ReadOnlySpan<byte> bytes = _tokenizer.GetTokenBytes(token).Span;
        // Tokens without bytes are control tokens: they end the text, which must not be within a quotation.
        return bytes.IsEmpty ? _state == QuoteState.Free : _quoteCount < _evidence.MaxQuotes && Advance(_state, bytes) != QuoteState.Dead;
    }

    public void Accept(int token)
    {
        bool inQuotation = _state != QuoteState.Free;
        _state = Advance(_state, _tokenizer.GetTokenBytes(token).Span);
        if (inQuotation && _state == QuoteState.Free) _quoteCount++;
    }

    private QuoteState Advance(QuoteState state, ReadOnlySpan<byte> bytes)
    {
        foreach (byte unit in bytes)
        {
            state = state.Advance(unit, _evidence);
            if (state == QuoteState.Dead) break;
        }
        return state;
    }
}
