namespace SearchEngine.Cli.Experts;

/// <summary>Reads a text file named on the command line.</summary>
internal static class TextFile
{
    /// <summary>More characters than any decoder reads.</summary>
    private const int MaxCharacters = 1 << 20;

    public static string Read(string path)
    {
        if (Directory.Exists(path)) throw new UsageException($"'{path}' is a folder; name it with --in");
        if (!File.Exists(path)) throw new UsageException($"there is no file '{path}'; name one that exists");
        using StreamReader reader = new(path);
        char[] text = new char[MaxCharacters];
        int length = reader.ReadBlock(text);
        return !text.AsSpan(0, length).Contains('\0')
            ? new string(text, 0, length)
            : throw new UsageException($"'{path}' is not a text file; name its folder with --in, which reads documents of other kinds too");
    }
}
