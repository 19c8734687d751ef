using System.Text.Json;

namespace SearchEngine.Corpus.Making;

/// <summary>One document to make.</summary>
/// <param name="File">The document's path in the output folder.</param>
/// <param name="Maker">The name of one of the <see cref="DocumentMakers"/>.</param>
/// <param name="Source">The input: a source, or a document made by an earlier step.</param>
/// <param name="Option">An option of the maker: a filter, a character set or a password.</param>
/// <param name="Truth">The source whose ground truth applies, if it is not <paramref name="Source"/>.</param>
internal sealed record RecipeStep(string File, string Maker, string Source, string? Option = null, string? Truth = null);

/// <summary>The documents to make from the sources in a folder, in order.</summary>
internal sealed record Recipe(IReadOnlyList<RecipeStep> Steps)
{
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web);

    public static Recipe Read(string path) => JsonSerializer.Deserialize<Recipe>(File.ReadAllText(path), Json)!;
}
