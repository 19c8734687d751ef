using SearchEngine.Tests;

namespace SearchEngine.Fuzz.Tests;

/// <summary>An intact document, from which mutants are created.</summary>
/// <param name="Name">The file name.</param>
/// <param name="Content">The bytes.</param>
internal sealed record SourceDocument(string Name, byte[] Content)
{
    /// <summary>The corpus of real documents, the samples, and code, in the same order on every machine.</summary>
    public static IReadOnlyList<SourceDocument> All { get; } =
    [
        .. Files("tests/Fixtures/documents", "samples", "tools/Search/Completion")
            .Where(path => Path.GetFileName(path) is not ("expected.json" or "README.md"))
            .Select(path => new SourceDocument(Path.GetFileName(path), File.ReadAllBytes(path))),
    ];

    private static IEnumerable<string> Files(params IEnumerable<string> folders) =>
        folders.SelectMany(folder => Directory
            .EnumerateFiles(Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal));
}
