using SearchEngine.Tests;

namespace SearchEngine.Fuzz.Tests;

/// <summary>A sound document, which mutants are made of.</summary>
/// <param name="Name">Its file name.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record SourceDocument(string Name, byte[] Content)
{
    /// <summary>The corpus of real documents, the samples, and code: in an order that is the same on every machine.</summary>
    public static IReadOnlyList<SourceDocument> All { get; } =
    [
        .. Files("tests/Fixtures/documents", "samples", "tools/Search/Completion")
            .Where(path => Path.GetFileName(path) is not ("expected.json" or "README.md"))
            .Select(path => new SourceDocument(Path.GetFileName(path), File.ReadAllBytes(path))),
    ];

    private static IEnumerable<string> Files(params IEnumerable<string> folders) =>
        folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
}
