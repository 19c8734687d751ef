using System.Globalization;

namespace SearchEngine.Ingestion;

/// <summary>Formats and parses file sizes.</summary>
public static class FileSizes
{
    /// <summary>The size of the largest file that can be indexed, in bytes. A document is read whole, into one string.</summary>
    public const long MaxFileSize = 1_000_000_000;

    private static readonly (string Name, long Bytes)[] Units = [("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1_000), ("B", 1)];

    /// <summary>Formats a size in the largest unit that it fills, such as <c>1.5 MB</c>.</summary>
    /// <param name="bytes">The size in bytes.</param>
    public static string Describe(long bytes)
    {
        (string name, long unit) = Units.FirstOrDefault(unit => bytes >= unit.Bytes, Units[^1]);
        return string.Create(CultureInfo.InvariantCulture, $"{(double)bytes / unit:0.##} {name}");
    }

    /// <summary>Parses a size such as <c>200MB</c>, <c>1.5 GB</c> or <c>50000000</c>; 1 KB is 1,000 bytes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bytes">The size in bytes.</param>
    /// <returns>False if the text is not a size from 1 byte to <see cref="MaxFileSize"/>.</returns>
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
        bool isNumber = double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value);
        double total = isNumber ? value * unit : 0;
        bytes = total is >= 1 and <= MaxFileSize ? (long)total : 0;
        return bytes > 0;
    }
}
