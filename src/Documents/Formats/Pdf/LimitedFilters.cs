using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace SearchEngine.Documents.Formats.Pdf;

/// <summary>
/// PdfPig's filters with a limit on the decompressed size of a document: a stream of a few kilobytes can expand to gigabytes, and
/// filters can be chained.
/// </summary>
internal sealed class LimitedFilters : IFilterProvider
{
    /// <summary>The maximum decompressed size of all streams of a document, in bytes.</summary>
    public const long MaxBytes = 500_000_000;

    private static readonly IFilterProvider Filters = DefaultFilterProvider.Instance;

    private readonly Dictionary<IFilter, IFilter> _limited = [];
    private long _remainingBytes = MaxBytes;

    public IReadOnlyList<IFilter> GetFilters(DictionaryToken dictionary) => Limit(Filters.GetFilters(dictionary));

    public IReadOnlyList<IFilter> GetNamedFilters(IReadOnlyList<NameToken> names) => Limit(Filters.GetNamedFilters(names));

    public IReadOnlyList<IFilter> GetAllFilters() => Limit(Filters.GetAllFilters());

    /// <summary>Subtracts decompressed bytes from the remaining limit.</summary>
    public void CountBytes(long bytes)
    {
        _remainingBytes -= bytes;
        if (_remainingBytes < 0)
            throw new UnreadableDocumentException($"its streams decompress to more than {MaxBytes / 1_000_000} MB");
    }

    private IFilter[] Limit(IReadOnlyList<IFilter> filters) => [.. filters.Select(Limit)];

    private IFilter Limit(IFilter filter)
    {
        if (_limited.TryGetValue(filter, out IFilter? limited)) return limited;
        limited = filter is FlateFilter flate ? new LimitedFlateFilter(flate, this) : new CountingFilter(filter, this);
        _limited[filter] = limited;
        return limited;
    }

    // The other filters expand at most 128 times (run lengths) or about 1,000 times (LZW), so counting their output is enough.
    private sealed class CountingFilter(IFilter filter, LimitedFilters limits) : IFilter
    {
        public bool IsSupported => filter.IsSupported;

        public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
        {
            Memory<byte> output = filter.Decode(input, streamDictionary, filterProvider, filterIndex);
            limits.CountBytes(output.Length);
            return output;
        }
    }
}
