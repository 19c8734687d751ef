using System.Text.Json;

namespace SearchEngine.Corpus.Making;

/// <summary>One document to make.</summary>
/// <param name="File">Its name in the folder of results.</param>
/// <param name="Maker">Which of <see cref="DocumentMakers"/> makes it.</param>
/// <param name="Source">What it is made from: a source, or a document made earlier.</param>
/// <param name="Option">What else the maker must know: a filter, a character set, a password.</param>
/// <param name="Truth">Whose truth it tells, where that is not the source's own.</param>
internal sealed record RecipeStep(string File, string Maker, string Source, string? Option = null, string? Truth = null);

/// <summary>What is made of the sources in a folder, in this order.</summary>
internal sealed record Recipe(IReadOnlyList<RecipeStep> Steps)
{
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web);

    public static Recipe Read(string path) => JsonSerializer.Deserialize<Recipe>(File.ReadAllText(path), Json)!;
}
