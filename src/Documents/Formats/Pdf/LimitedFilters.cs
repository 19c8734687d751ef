using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace SearchEngine.Documents.Formats.Pdf;

/// <summary>
/// PdfPig's filters, with a limit to what a document may unpack to: a stream of a few kilobytes can hold gigabytes, and filters can be put one behind the other.
/// </summary>
internal sealed class LimitedFilters : IFilterProvider
{
    /// <summary>What all streams of a document may unpack to, in bytes.</summary>
    public const long MaxBytes = 500_000_000;

    private static readonly IFilterProvider Filters = DefaultFilterProvider.Instance;

    private readonly Dictionary<IFilter, IFilter> _limited = [];
    private long _remainingBytes = MaxBytes;

    public IReadOnlyList<IFilter> GetFilters(DictionaryToken dictionary) => Limit(Filters.GetFilters(dictionary));

    public IReadOnlyList<IFilter> GetNamedFilters(IReadOnlyList<NameToken> names) => Limit(Filters.GetNamedFilters(names));

    public IReadOnlyList<IFilter> GetAllFilters() => Limit(Filters.GetAllFilters());

    /// <summary>Takes what a filter gave from what is left.</summary>
    public void CountBytes(long bytes)
    {
        if ((_remainingBytes -= bytes) < 0) throw new UnreadableDocumentException($"its streams unpack to more than {MaxBytes / 1_000_000} MB");
    }

    private IFilter[] Limit(IReadOnlyList<IFilter> filters) => [.. filters.Select(filter =>
        _limited.TryGetValue(filter, out IFilter? known) ? known : _limited[filter] = filter is FlateFilter flate ? new LimitedFlateFilter(flate, this) : new CountingFilter(filter, this))];

    /// <summary>The other filters give at most 128 times what they take (run lengths) or about a thousand times (LZW), so what they give can be counted after.</summary>
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
