using System.Text;

namespace SearchEngine.Documents.Encodings;

/// <summary>Finds encodings by the names that files and detectors use.</summary>
internal static class EncodingNames
{
    /// <summary>Western European; every byte is a character.</summary>
    public static Encoding Windows1252 => field ??= CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <returns>
    /// The encoding, or the superset that programs write under this name; null for unknown names and for encodings whose text
    /// contains zero bytes.
    /// </returns>
    public static Encoding? Find(string name)
    {
        int page = name.ToLowerInvariant() switch
        {
            "iso-8859-1" or "latin1" or "latin-1" or "us-ascii" or "ascii" or "iso8859-1" or "cp1252" => 1252,
            "iso-8859-9" => 1254,
            "iso-8859-11" or "tis-620" => 874,
            "shift_jis" or "shift-jis" or "sjis" or "x-sjis" or "windows-31j" or "cp932" or "ms_kanji" => 932,
            "gb2312" or "gbk" or "gb18030" or "x-gbk" or "cp936" => 54936,
            "euc-kr" or "ks_c_5601-1987" or "uhc" or "cp949" => 949,
            "big5" or "big5-hkscs" or "cp950" => 950,
            "cp1251" => 1251,
            "cp1250" => 1250,
            _ => 0,
        };
        try
        {
            if (page > 0) return CodePagesEncodingProvider.Instance.GetEncoding(page);
            Encoding? found = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
            return found.CodePage is 65000 or 1200 or 1201 or 12000 or 12001 ? null : found;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
