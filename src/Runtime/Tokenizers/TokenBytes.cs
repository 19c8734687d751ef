using SearchEngine.Runtime.Tokenizers.Decoders;

namespace SearchEngine.Runtime.Tokenizers;

/// <summary>The bytes that the tokens of a byte-level vocabulary stand for, by id.</summary>
internal sealed class TokenBytes
{
    private readonly byte[] _bytes;
    private readonly int[] _starts;

    /// <param name="size">One more than the greatest id.</param>
    /// <param name="tokenOf">Tokens by id; null where there is none, or none that is text.</param>
    public TokenBytes(int size, Func<int, string?> tokenOf)
    {
        List<byte> bytes = [];
        _starts = new int[size + 1];
        for (int id = 0; id < size; id++)
        {
            if (tokenOf(id) is { } token) ByteLevelDecoder.Append(token, bytes);
            _starts[id + 1] = bytes.Count;
        }
        _bytes = [.. bytes];
    }

    public ReadOnlyMemory<byte> GetBytes(int id) => (uint)id < (uint)(_starts.Length - 1) ? _bytes.AsMemory(_starts[id].._starts[id + 1]) : default;
}
