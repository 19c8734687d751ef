using System.Text;

namespace SearchEngine.Runtime.Tokenizers.Normalizers;

/// <summary>
/// What is known of each character, worked out once, a page of 256 at a time when a text first needs the page. Threads that need a page
/// at the same time make equal ones.
/// </summary>
internal sealed class RuneTable<T>(Func<Rune, T> make)
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
            if (Rune.TryCreate(page * PageSize + i, out Rune rune)) values[i] = make(rune);
        }
        Volatile.Write(ref _pages[page], values);
        return values;
    }
}
