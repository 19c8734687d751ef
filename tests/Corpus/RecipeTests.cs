using SearchEngine.Corpus.Making;
using SearchEngine.Tests;

namespace SearchEngine.Corpus.Tests;

/// <summary>The recipes beside the sources, and the documents that were made by them.</summary>
public sealed class RecipeTests
{
    private static readonly string Sources = Path.Combine(AppContext.BaseDirectory, "Sources", "documents");
    private static readonly Recipe Recipe = Recipe.Read(Path.Combine(Sources, "recipe.json"));
    private static readonly string Documents = Path.Combine(Repository.Fixtures, "documents");

    [Fact]
    public void Steps_OfTheRecipe_AreTheCommittedDocuments() => Assert.Equal(
        Directory.EnumerateFiles(Documents, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Documents, file).Replace('\\', '/')).Except(["README.md", "expected.json"]).Order(StringComparer.Ordinal),
        Recipe.Steps.Select(step => step.File).Order(StringComparer.Ordinal));

    [Fact]
    public void Expected_Committed_IsWhatTheTruthsSay()
    {
        using TemporaryFolder folder = new();
        Expectations.Write(Recipe, Sources, folder["expected.json"]);

        Assert.Equal(File.ReadAllText(Path.Combine(Documents, "expected.json")), File.ReadAllText(folder["expected.json"]));
    }

    [Fact]
    public void Of_LockedDocument_ExpectsNothing()
    {
        Expectation expectation = Expectations.Create(new RecipeStep("a.docx", "locked", "handbook.fodt"), Sources);

        Assert.True(expectation.Locked);
        Assert.Empty(expectation.Sentences);
    }

    [Fact]
    public void Of_Pdf_NamesPagesAndOfTextNone()
    {
        Assert.Equal(3, Expectations.Create(new RecipeStep("a.pdf", "office", "handbook.fodt"), Sources).Sentences.Max(sentence => sentence.Page));
        Assert.All(Expectations.Create(new RecipeStep("a.txt", "office", "handbook.fodt"), Sources).Sentences, sentence => Assert.Null(sentence.Page));
    }

    [Fact]
    public void Of_SourceWithoutTruth_NamesTheMissingFile()
    {
        DocumentMakingException missing = Assert.Throws<DocumentMakingException>(() => Expectations.Create(new RecipeStep("a.pdf", "office", "unheard-of.fodt"), Sources));

        Assert.Contains("unheard-of.truth.json", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RequirePrograms_UnknownMaker_NamesThoseThatThereAre()
    {
        using TemporaryFolder folder = new();
        using Workspace workshop = new(Sources, folder.Path);

        DocumentMakingException refused = Assert.Throws<DocumentMakingException>(() => new DocumentMakers(workshop).RequirePrograms(new Recipe([new RecipeStep("a", "typewriter", "b")])));

        Assert.Contains("\"typewriter\"; there are office", refused.Message, StringComparison.Ordinal);
    }
}
