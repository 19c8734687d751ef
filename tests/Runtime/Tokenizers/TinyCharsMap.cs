using System.Buffers.Binary;
using System.Text;

namespace SearchEngine.Runtime.Tests.Tokenizers;

/// <summary>Writes a "precompiled_charsmap" with a few entries; the children of each node have a block of 256 units.</summary>
internal static class TinyCharsMap
{
    private const int BlockSize = 256;

    public static byte[] Bytes(params (string From, string To)[] entries)
    {
        // Block 0 contains only the root; block n + 1 contains the children and the leaf of node n.
        List<Dictionary<byte, int>> children = [[]];
        List<int?> leaves = [null];
        MemoryStream replacements = new();
        foreach ((string from, string to) in entries)
        {
            int node = 0;
            foreach (byte value in Encoding.UTF8.GetBytes(from))
            {
                if (!children[node].TryGetValue(value, out int child))
                {
                    children[node][value] = child = children.Count;
                    children.Add([]);
                    leaves.Add(null);
                }
                node = child;
            }
            leaves[node] = (int)replacements.Position;
            replacements.Write([.. Encoding.UTF8.GetBytes(to), 0]);
        }

        uint[] units = new uint[BlockSize * (children.Count + 1)];
        units[0] = UnitOf(at: 0, node: 0, label: 0);
        for (int node = 0; node < children.Count; node++)
        {
            int block = BlockSize * (node + 1);
            foreach ((byte label, int child) in children[node]) units[block + label] = UnitOf(block + label, child, label);
            if (leaves[node] is int value) units[block] = 1u << 31 | (uint)value;
        }

        byte[] bytes = new byte[sizeof(uint) * (units.Length + 1)];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, (uint)(sizeof(uint) * units.Length));
        for (int i = 0; i < units.Length; i++) BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(sizeof(uint) * (i + 1)), units[i]);
        return [.. bytes, .. replacements.ToArray()];

        uint UnitOf(int at, int node, byte label) =>
            (uint)(at ^ BlockSize * (node + 1)) << 10 | (leaves[node] is null ? 0u : 1u << 8) | label;
    }
}
