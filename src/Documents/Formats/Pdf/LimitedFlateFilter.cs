using System.IO.Compression;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace SearchEngine.Documents.Formats.Pdf;

/// <summary>
/// Decompresses zlib streams in pieces, so that an endless stream is stopped before it exhausts memory. A truncated stream
/// yields the data before the error.
/// </summary>
internal sealed class LimitedFlateFilter(FlateFilter flate, LimitedFilters limits) : IFilter
{
    private static readonly NameToken[] Parameters = [NameToken.DecodeParms, NameToken.Create("DP")];

    public bool IsSupported => true;

    public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
    {
        byte[] decompressed = Inflate(input);
        // With a predictor PdfPig decompresses it again; its size is known to be acceptable now.
        return HasParameters(streamDictionary)
            ? flate.Decode(input, streamDictionary, filterProvider, filterIndex)
            : decompressed;
    }

    private byte[] Inflate(Memory<byte> input)
    {
        using MemoryStream output = new();
        byte[] buffer = new byte[65_536];
        try
        {
            using ZLibStream stream = new(new MemoryStream(input.ToArray()), CompressionMode.Decompress);
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                limits.CountBytes(read);
                output.Write(buffer, 0, read);
            }
        }
        catch (InvalidDataException)
        {
            // The data before the error is used.
        }
        return output.ToArray();
    }

    private static bool HasParameters(DictionaryToken dictionary) => Parameters.Any(name => dictionary.ContainsKey(name));
}
