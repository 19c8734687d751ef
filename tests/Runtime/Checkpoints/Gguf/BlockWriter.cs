using SearchEngine.Runtime.Checkpoints.Gguf.Formats;

namespace SearchEngine.Runtime.Tests.Checkpoints.Gguf;

/// <summary>Writes a block of random codes bit by bit, and computes the numbers that they represent: the inverse of the reader.</summary>
internal sealed class BlockWriter
{
    private readonly Random _random;

    private BlockWriter(Random random, int bytes, int elements) =>
        (_random, Bytes, Values) = (random, new byte[bytes], new float[elements]);

    public byte[] Bytes { get; }

    public float[] Values { get; }

    public static BlockWriter Random(GgmlType type, Random random) => type switch
    {
        GgmlType.Q4_0 => Simple(random, bytes: 18, codesAt: 2, fifthBitsAt: null, hasMinimum: false),
        GgmlType.Q4_1 => Simple(random, bytes: 20, codesAt: 4, fifthBitsAt: null, hasMinimum: true),
        GgmlType.Q5_0 => Simple(random, bytes: 22, codesAt: 6, fifthBitsAt: 2, hasMinimum: false),
        GgmlType.Q5_1 => Simple(random, bytes: 24, codesAt: 8, fifthBitsAt: 4, hasMinimum: true),
        GgmlType.Q8_0 => Q8(random),
        GgmlType.Q4_K => K(random, bytes: 144, codesAt: 16, hasFifthBits: false),
        GgmlType.Q5_K => K(random, bytes: 176, codesAt: 48, hasFifthBits: true),
        GgmlType.Q6_K => Q6(random),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    private static BlockWriter Simple(Random random, int bytes, int codesAt, int? fifthBitsAt, bool hasMinimum)
    {
        BlockWriter block = new(random, bytes, elements: 32);
        int codes = fifthBitsAt is null ? 16 : 32;
        float scale = block.Half(0), shift = hasMinimum ? block.Half(2) : 0;
        for (int element = 0; element < 32; element++)
        {
            int code = random.Next(codes);
            block.Set(codesAt + (element % 16), element / 16 * 4, 4, code & 15);
            if (fifthBitsAt is { } at) block.Set(at + (element / 8), element % 8, 1, code >> 4);
            block.Values[element] = hasMinimum ? (code * scale) + shift : (code - (codes / 2)) * scale;
        }
        return block;
    }

    private static BlockWriter Q8(Random random)
    {
        BlockWriter block = new(random, bytes: 34, elements: 32);
        float scale = block.Half(0);
        for (int element = 0; element < 32; element++)
        {
            int code = random.Next(-128, 128);
            block.Set(2 + element, 0, 8, code & 255);
            block.Values[element] = code * scale;
        }
        return block;
    }

    private static BlockWriter K(Random random, int bytes, int codesAt, bool hasFifthBits)
    {
        BlockWriter block = new(random, bytes, elements: 256);
        float ofScales = block.Half(0), ofMinima = block.Half(2);
        for (int part = 0; part < 8; part++)
        {
            int scale = random.Next(64), minimum = random.Next(64);
            if (part < 4)
            {
                block.Set(4 + part, 0, 6, scale);
                block.Set(8 + part, 0, 6, minimum);
            }
            else
            {
                block.Set(8 + part, 0, 4, scale & 15);
                block.Set(8 + part, 4, 4, minimum & 15);
                block.Set(part, 6, 2, scale >> 4);
                block.Set(4 + part, 6, 2, minimum >> 4);
            }
            for (int element = part * 32; element < (part + 1) * 32; element++)
            {
                int code = random.Next(hasFifthBits ? 32 : 16);
                block.Set(codesAt + (element / 64 * 32) + (element % 32), part % 2 * 4, 4, code & 15);
                if (hasFifthBits) block.Set(16 + (element % 32), part, 1, code >> 4);
                block.Values[element] = (ofScales * scale * code) - (ofMinima * minimum);
            }
        }
        return block;
    }

    private static BlockWriter Q6(Random random)
    {
        BlockWriter block = new(random, bytes: 210, elements: 256);
        float ofScales = block.Half(208);
        for (int sixteen = 0; sixteen < 16; sixteen++)
        {
            int scale = random.Next(-128, 128);
            block.Set(192 + sixteen, 0, 8, scale & 255);
            for (int element = sixteen * 16; element < (sixteen + 1) * 16; element++)
            {
                int code = random.Next(64), half = element / 128, within = element % 128;
                block.Set((half * 64) + (within % 64), within / 64 * 4, 4, code & 15);
                block.Set(128 + (half * 32) + (within % 32), within / 32 * 2, 2, code >> 4);
                block.Values[element] = ofScales * scale * (code - 32);
            }
        }
        return block;
    }

    private float Half(int at)
    {
        Half value = (Half)((_random.NextDouble() - 0.5) / 8);
        BitConverter.TryWriteBytes(Bytes.AsSpan(at), value);
        return (float)value;
    }

    private void Set(int at, int bit, int width, int value)
    {
        for (int i = 0; i < width; i++)
        {
            if ((value >> i & 1) == 1) Bytes[at] |= (byte)(1 << (bit + i));
        }
    }
}
