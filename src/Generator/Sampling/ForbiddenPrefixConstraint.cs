using System.Text;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Generator.Sampling;

/// <summary>Prevents a text from starting with a certain string.</summary>
internal sealed class ForbiddenPrefixConstraint(string prefix, TextTokenizer tokenizer) : ITokenConstraint
{
    private readonly byte[] _prefix = Encoding.UTF8.GetBytes(prefix);

    // The number of matching bytes so far; -1 once the text differs.
    private int _matched;

    public bool AllowsAll => _matched < 0;

    public bool Allows(int token) => _matched < 0 || Advance(tokenizer.GetTokenBytes(token).Span) < _prefix.Length;

    public void Accept(int token) => _matched = _matched < 0 ? _matched : Advance(tokenizer.GetTokenBytes(token).Span);

    private int Advance(ReadOnlySpan<byte> bytes)
    {
        int common = bytes.CommonPrefixLength(_prefix.AsSpan(_matched));
        return common == bytes.Length || _matched + common == _prefix.Length ? _matched + common : -1;
    }
}
