using System.Numerics;
using System.Runtime.InteropServices;

namespace SearchEngine.Benchmarks.Vectors;

/// <summary>Reads memory and sums it: a lower bound on the time of anything that reads every byte.</summary>
internal sealed unsafe class PlainRead : IDisposable
{
    private const int Part = 1 << 20;

    private readonly byte* _bytes;
    private readonly int _parts, _threads;
    private long _sum;

    /// <param name="length">Number of bytes, rounded up to a whole number of megabytes.</param>
    /// <param name="threads">Number of threads.</param>
    public PlainRead(long length, int threads)
    {
        _parts = (int)((length + Part - 1) / Part);
        _threads = threads;
        _bytes = (byte*)NativeMemory.AlignedAlloc((nuint)_parts * Part, 64);
        NativeMemory.Fill(_bytes, (nuint)_parts * Part, 1);
    }

    public void Run()
    {
        Parallel.For(
            0,
            _parts,
            new ParallelOptions { MaxDegreeOfParallelism = _threads },
            () => 0L,
            (part, _, sum) => sum + Sum(_bytes + (long)part * Part),
            sum => Interlocked.Add(ref _sum, sum));
    }

    public void Dispose() => NativeMemory.AlignedFree(_bytes);

    private static long Sum(byte* bytes)
    {
        Vector<long> a = Vector<long>.Zero, b = a, c = a, d = a;
        int width = Vector<byte>.Count;
        for (byte* end = bytes + Part; bytes < end; bytes += 4 * width)
        {
            a += Vector.Load((long*)bytes);
            b += Vector.Load((long*)(bytes + width));
            c += Vector.Load((long*)(bytes + 2 * width));
            d += Vector.Load((long*)(bytes + 3 * width));
        }
        return Vector.Sum(a + b + c + d);
    }
}
