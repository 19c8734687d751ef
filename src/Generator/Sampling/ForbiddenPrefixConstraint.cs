using System.Text;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Generator.Sampling;

/// <summary>Keeps a text from beginning with certain words.</summary>
internal sealed class ForbiddenPrefixConstraint(string unwanted, TextTokenizer tokenizer) : ITokenConstraint
{
    private readonly byte[] _prefix = Encoding.UTF8.GetBytes(unwanted);

    // How much of the unwanted words the text has; -1 once it has parted from them.
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
