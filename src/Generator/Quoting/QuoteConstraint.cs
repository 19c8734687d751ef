using SearchEngine.Generator.Sampling;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Generator.Quoting;

/// <summary>
/// Restricts an answer to the form that the model was tuned for: text in quotation marks is copied from the evidence and followed by
/// <c>[n]</c>, where n is a passage that contains it. So every quotation is verbatim.
/// </summary>
internal sealed class QuoteConstraint : ITokenConstraint
{
    private readonly QuotableTexts _evidence;
    private readonly TextTokenizer _tokenizer;
    private QuoteState _state = QuoteState.Free;
    private int _quoteCount;

    /// <param name="evidence">The texts that may be quoted.</param>
    /// <param name="tokenizer">A byte-level tokenizer.</param>
    public QuoteConstraint(QuotableTexts evidence, TextTokenizer tokenizer) => (_evidence, _tokenizer) = (evidence, tokenizer);

    /// <remarks>Any token may contain the start of a quotation, so that each must be checked even outside of quotations.</remarks>
    public bool AllowsAll => false;

    public bool Allows(int token)
    {
        ReadOnlySpan<byte> bytes = _tokenizer.GetTokenBytes(token).Span;
        // Tokens without bytes are control tokens: they end the text, which is not allowed within a quotation.
        if (bytes.IsEmpty) return _state == QuoteState.Free;
        return _quoteCount < _evidence.MaxQuotes && Advance(_state, bytes) != QuoteState.Dead;
    }

    public void Accept(int token)
    {
        bool wasQuoting = _state != QuoteState.Free;
        _state = Advance(_state, _tokenizer.GetTokenBytes(token).Span);
        if (wasQuoting && _state == QuoteState.Free) _quoteCount++;
    }

    private QuoteState Advance(QuoteState state, ReadOnlySpan<byte> bytes)
    {
        foreach (byte symbol in bytes)
        {
            state = state.Advance(symbol, _evidence);
            if (state == QuoteState.Dead) break;
        }
        return state;
    }
}
