using SearchEngine.Runtime.Tokenizers.Decoders;

namespace SearchEngine.Runtime.Tokenizers;

/// <summary>The bytes of a byte-level vocabulary's tokens, by id.</summary>
internal sealed class TokenBytes
{
    private readonly byte[] _bytes;
    private readonly int[] _starts;

    /// <summary>Creates the table.</summary>
    /// <param name="size">The highest id plus one.</param>
    /// <param name="idToToken">Returns the token of an id; null for unused ids and tokens that are not text.</param>
    public TokenBytes(int size, Func<int, string?> idToToken)
    {
        List<byte> bytes = [];
        _starts = new int[size + 1];
        for (int id = 0; id < size; id++)
        {
            if (idToToken(id) is { } token) ByteLevelDecoder.Append(token, bytes);
            _starts[id + 1] = bytes.Count;
        }
        _bytes = [.. bytes];
    }

    public ReadOnlyMemory<byte> GetBytes(int id) => (uint)id < (uint)(_starts.Length - 1)
        ? _bytes.AsMemory(_starts[id].._starts[id + 1])
        : default;
}
