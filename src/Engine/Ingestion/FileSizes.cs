using System.Globalization;

namespace SearchEngine.Ingestion;

/// <summary>Sizes of files as people write them.</summary>
public static class FileSizes
{
    /// <summary>The largest file that can be read at all, in bytes: a document is read whole, into one string.</summary>
    public const long MaxFileSize = 1_000_000_000;

    private static readonly (string Name, long Bytes)[] Units = [("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1_000), ("B", 1)];

    /// <summary>A size in the largest unit that it fills.</summary>
    /// <param name="bytes">The size.</param>
    public static string Describe(long bytes)
    {
        (string name, long unit) = Units.FirstOrDefault(unit => bytes >= unit.Bytes, Units[^1]);
        return string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / unit:0.##} {name}");
    }

    /// <summary>Reads a size such as <c>200MB</c>, <c>1.5 GB</c> or <c>50000000</c>; a thousand is 1,000.</summary>
    /// <param name="text">What was written.</param>
    /// <param name="bytes">The size.</param>
    /// <returns>False where it is no size, or not from 1 byte to <see cref="MaxFileSize"/>.</returns>
    public static bool TryParse(string text, out long bytes)
    {
        string number = text.Trim();
        long unit = 1;
        foreach ((string name, long size) in Units)
        {
            if (!number.EndsWith(name, StringComparison.OrdinalIgnoreCase)) continue;
            (number, unit) = (number[..^name.Length].TrimEnd(), size);
            break;
        }
        bool read = double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value);
        double total = read ? value * unit : 0;
        bytes = total is >= 1 and <= MaxFileSize ? (long)total : 0;
        return bytes > 0;
    }
}
