using System.Text;

namespace SearchEngine.Runtime.Tokenizers.Normalizers;

/// <summary>
/// A lazily computed table of values by character, in pages of 256. Threads that need a page at the same time compute equal copies.
/// </summary>
internal sealed class RuneTable<T>(Func<Rune, T> compute)
{
    private const int PageSize = 256;

    private readonly T[]?[] _pages = new T[0x110000 / PageSize][];

    public T this[Rune rune]
    {
        get
        {
            (int page, int index) = Math.DivRem(rune.Value, PageSize);
            return (Volatile.Read(ref _pages[page]) ?? CreatePage(page))[index];
        }
    }

    private T[] CreatePage(int page)
    {
        T[] values = new T[PageSize];
        for (int i = 0; i < values.Length; i++)
        {
            if (Rune.TryCreate(page * PageSize + i, out Rune rune)) values[i] = compute(rune);
        }
        Volatile.Write(ref _pages[page], values);
        return values;
    }
}
