using System.Globalization;
using System.Text;

namespace SearchEngine.Documents.Formats.Office;

/// <summary>
/// The part of a cell's number format that matters for search: decimals, grouping, percent and currency. Dates and times are
/// formatted as ISO 8601 whatever their pattern.
/// </summary>
internal sealed class NumberFormat
{
    private const int MaxDecimals = 15;

    private string? _pattern;
    private string _prefix = "";
    private string _suffix = "";
    private bool _isPercent;
    private bool _hasDate;
    private bool _hasTime;
    private bool _isElapsed;

    /// <summary>The format of numbers that are displayed as stored.</summary>
    public static NumberFormat General { get; } = new();

    /// <summary>Parses a format code; only its first section is used, which is the one for positive numbers.</summary>
    public static NumberFormat Parse(string code)
    {
        if (code.Contains("General", StringComparison.OrdinalIgnoreCase)) return General;
        NumberFormat format = new();
        StringBuilder literal = new();
        StringBuilder digits = new();
        bool hasMonths = false;
        for (int position = 0; position < code.Length && code[position] != ';'; position++)
        {
            char letter = char.ToLowerInvariant(code[position]);
            if (letter is '"' or '[')
            {
                int end = code.IndexOf(letter == '"' ? '"' : ']', position + 1);
                ReadOnlySpan<char> inside = code.AsSpan((position + 1)..(end < 0 ? code.Length : end));
                if (letter == '"') literal.Append(inside);
                else if (inside.StartsWith("$")) literal.Append(GetCurrencySymbol(inside));
                else format._isElapsed |= inside is "h" or "hh" or "H" or "m" or "mm" or "s" or "ss";
                position = end < 0 ? code.Length : end;
            }
            else if (letter is '_' or '*') position++;
            else if (letter == '\\' && position + 1 < code.Length) literal.Append(code[++position]);
            else if (letter is 'y' or 'd') format._hasDate = true;
            else if (letter is 'h' or 's') format._hasTime = true;
            else if (letter == 'm') hasMonths = true;
            else if (letter == '%') format._isPercent = true;
            else if (letter is 'e' or '/' && digits.Length > 0) return General;
            else if (letter is '0' or '#' or '?' or '.' or ',')
            {
                if (digits.Length == 0) format._prefix = literal.ToString().TrimStart();
                if (digits.Length == 0) literal.Clear();
                digits.Append(letter);
            }
            else if (letter is ' ' or '$' or '€' or '£' or '¥') literal.Append(letter);
        }
        format._hasTime |= format._isElapsed;
        format._hasDate |= hasMonths && !format._hasTime;
        if (digits.Length > 0) (format._pattern, format._suffix) = (BuildPattern(digits.ToString()), literal.ToString().TrimEnd());
        return format;
    }

    /// <summary>Formats a number as a cell displays it.</summary>
    /// <param name="value">The number as stored; anything else is returned unchanged.</param>
    /// <param name="uses1904Dates">Whether days are counted from 1904 instead of 1900.</param>
    public string Format(string value, bool uses1904Dates)
    {
        bool isShort = value.Length <= 11 && !value.Contains('E');
        if (isShort && this == General) return value;
        if (!double.TryParse(value, CultureInfo.InvariantCulture, out double number)) return value;
        if (_hasDate || _hasTime) return FormatTime(number, uses1904Dates) ?? value;
        if (_isPercent) number *= 100;
        string pattern = _pattern ?? (Math.Abs(number) is < 1e15 and > 1e-6 or 0 ? "0.###############" : "G15");
        return string.Concat(_prefix, number.ToString(pattern, CultureInfo.InvariantCulture), _isPercent ? "%" : _suffix);
    }

    private static ReadOnlySpan<char> GetCurrencySymbol(ReadOnlySpan<char> currencyAndLocale) =>
        currencyAndLocale[1..(currencyAndLocale.IndexOf('-') is > 0 and int dash ? dash : currencyAndLocale.Length)];

    private string? FormatTime(double days, bool uses1904Dates)
    {
        if (days is not (>= 0 and < 2_958_466)) return null;
        if (uses1904Dates && _hasDate) days += 1462;
        // Excel treats 1900 as a leap year, so days before March 1900 are off by one.
        else if (days < 60 && _hasDate) days++;
        TimeSpan span = TimeSpan.FromSeconds(Math.Round(days * 86_400));
        string time = _isElapsed && !_hasDate
            ? string.Create(CultureInfo.InvariantCulture, $"{(long)span.TotalHours:00}:{span.Minutes:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{span.Hours:00}:{span.Minutes:00}");
        if (span.Seconds != 0) time = string.Create(CultureInfo.InvariantCulture, $"{time}:{span.Seconds:00}");
        if (!_hasDate) return time;
        DateTime epoch = new(1899, 12, 30, 0, 0, 0, DateTimeKind.Unspecified);
        string date = (epoch + span).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return _hasTime ? $"{date} {time}" : date;
    }

    private static string BuildPattern(string digits)
    {
        int point = digits.IndexOf('.');
        ReadOnlySpan<char> whole = point < 0 ? digits : digits.AsSpan(0, point);
        ReadOnlySpan<char> decimals = point < 0 ? "" : digits.AsSpan(point + 1);
        string zeros = new('0', Math.Min(decimals.Count('0'), MaxDecimals));
        string optional = new('#', Math.Min(decimals.Count('#') + decimals.Count('?'), MaxDecimals));
        string grouped = whole.Contains(',') ? "#,##0" : new string('0', Math.Clamp(whole.Count('0'), 1, MaxDecimals));
        return zeros.Length + optional.Length == 0 ? grouped : $"{grouped}.{zeros}{optional}";
    }
}
