using System.Text;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Generator.Sampling;

/// <summary>Keeps a text from beginning with certain words.</summary>
internal sealed class BeginningConstraint(string unwanted, TextTokenizer tokenizer) : ITokenConstraint
{
    private readonly byte[] _unwanted = Encoding.UTF8.GetBytes(unwanted);

    // How much of the unwanted words the text has; -1 once it has parted from them.
    private int _matched;

    public bool AllowsAll => _matched < 0;

    public bool Allows(int token) => _matched < 0 || Advance(tokenizer.BytesOf(token).Span) < _unwanted.Length;

    public void Accept(int token) => _matched = _matched < 0 ? _matched : Advance(tokenizer.BytesOf(token).Span);

    private int Advance(ReadOnlySpan<byte> bytes)
    {
        int common = bytes.CommonPrefixLength(_unwanted.AsSpan(_matched));
        return common == bytes.Length || _matched + common == _unwanted.Length ? _matched + common : -1;
    }
}
