using System.CommandLine;
using SearchEngine.Ingestion;

namespace SearchEngine.Cli;

/// <summary>Creates options that take a size such as 200MB.</summary>
internal static class SizeOption
{
    public static Option<long?> Create(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "SIZE",
        CustomParser = given =>
        {
            string text = given.Tokens[^1].Value;
            if (FileSizes.TryParse(text, out long bytes)) return bytes;
            given.AddError($"{name} takes a size from 1B to {FileSizes.Describe(FileSizes.MaxFileSize)}, such as 200MB, not '{text}'");
            return null;
        },
    };
}
