using System.IO.Compression;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace SearchEngine.Documents.Formats.Pdf;

/// <summary>Unpacks zlib streams piece by piece, so that one that has no end is left before it fills the memory. A stream that breaks off gives what came before.</summary>
internal sealed class LimitedFlateFilter(FlateFilter flate, LimitedFilters limits) : IFilter
{
    private static readonly NameToken[] Parameters = [NameToken.DecodeParms, NameToken.Create("DP")];

    public bool IsSupported => true;

    public Memory<byte> Decode(Memory<byte> input, DictionaryToken streamDictionary, IFilterProvider filterProvider, int filterIndex)
    {
        byte[] unpacked = Inflate(input);
        // With a predictor, the library does it once more, now that the size is known to be bearable.
        return HasParameters(streamDictionary) ? flate.Decode(input, streamDictionary, filterProvider, filterIndex) : unpacked;
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
            // What is whole of it is used.
        }
        return output.ToArray();
    }

    private static bool HasParameters(DictionaryToken dictionary) => Parameters.Any(name => dictionary.ContainsKey(name));
}
