using System.Buffers.Binary;
using System.Text.Unicode;

namespace SearchEngine.Runtime.Tokenizers.Normalizers;

/// <summary>
/// The "precompiled_charsmap" of a SentencePiece model: the size in bytes of a double-array trie (Darts-clone) over UTF-8, the trie's
/// little-endian 32-bit units, and the zero-terminated UTF-8 replacements, to whose starts the leaves point.
/// </summary>
internal sealed class PrecompiledCharsMap
{
    private const int UnitSize = sizeof(uint);

    private readonly byte[] _bytes;
    private readonly int _units;

    private PrecompiledCharsMap(byte[] bytes, int units) => (_bytes, _units) = (bytes, units);

    private ReadOnlySpan<byte> Replacements => _bytes.AsSpan(UnitSize * (1 + _units));

    /// <summary>Reads and validates the map of a normalizer.</summary>
    /// <exception cref="Checkpoints.CheckpointException">The map is damaged.</exception>
    public static PrecompiledCharsMap Read(TokenizerComponent component)
    {
        const string Field = "precompiled_charsmap";
        byte[] bytes = component.GetBytes(Field);
        uint trieLength = bytes.Length < UnitSize ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
        if (trieLength < UnitSize || trieLength % UnitSize != 0 || trieLength > bytes.Length - UnitSize)
        {
            throw component.CreateError($"has a damaged {Field}: a trie of {trieLength} bytes does not fit into its {bytes.Length} bytes");
        }
        PrecompiledCharsMap map = new(bytes, (int)trieLength / UnitSize);
        if (!Utf8.IsValid(map.Replacements)) throw component.CreateError($"has a damaged {Field}: its replacements are not UTF-8");
        if (map.FindInvalidUnit() is int unit and >= 0)
            throw component.CreateError($"has a damaged {Field}: unit {unit} of its trie points outside the trie");
        return map;
    }

    /// <summary>Finds the replacement (UTF-8) of the shortest prefix of a text (UTF-8) that has one.</summary>
    public bool TryFind(ReadOnlySpan<byte> text, out ReadOnlySpan<byte> replacement)
    {
        int at = GetOffset(GetUnit(0));
        foreach (byte value in text)
        {
            at ^= value;
            if (at >= _units || GetLabel(GetUnit(at)) != value || value == 0) break;
            uint unit = GetUnit(at);
            at ^= GetOffset(unit);
            if (!HasLeaf(unit)) continue;
            replacement = Replacements[GetValue(GetUnit(at))..];
            int end = replacement.IndexOf((byte)0);
            if (end >= 0) replacement = replacement[..end];
            return true;
        }
        replacement = default;
        return false;
    }

    /// <summary>Returns the first unit that points outside the trie, or into the middle of a character; -1 if there is none.</summary>
    private int FindInvalidUnit()
    {
        for (int at = 0; at < _units; at++)
        {
            uint unit = GetUnit(at);
            if (IsLeaf(unit)) continue;
            int target = at ^ GetOffset(unit);
            if (target >= _units) return at;
            if (!HasLeaf(unit)) continue;
            int value = GetValue(GetUnit(target));
            if (value >= Replacements.Length || IsContinuation(Replacements[value])) return at;
        }
        return -1;
    }

    private uint GetUnit(int at) => BinaryPrimitives.ReadUInt32LittleEndian(_bytes.AsSpan(UnitSize * (1 + at)));

    private static bool IsLeaf(uint unit) => unit >> 31 != 0;

    private static bool HasLeaf(uint unit) => (unit >> 8 & 1) != 0;

    private static int GetValue(uint unit) => (int)(unit & 0x7FFFFFFF);

    // The label of a leaf is not a byte.
    private static uint GetLabel(uint unit) => unit & 0x800000FF;

    private static int GetOffset(uint unit) => (int)(unit >> 10 << (int)((unit & 1 << 9) >> 6));

    private static bool IsContinuation(byte utf8) => (utf8 & 0xC0) == 0x80;
}
