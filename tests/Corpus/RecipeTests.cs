using SearchEngine.Corpus.Making;
using SearchEngine.Tests;

namespace SearchEngine.Corpus.Tests;

/// <summary>Tests of the recipe and of the committed documents that were made with it.</summary>
public sealed class RecipeTests
{
    private static readonly string Sources = Path.Combine(AppContext.BaseDirectory, "Sources", "documents");
    private static readonly Recipe Recipe = Recipe.Read(Path.Combine(Sources, "recipe.json"));
    private static readonly string Documents = Path.Combine(Repository.Fixtures, "documents");

    [Fact]
    public void Steps_Recipe_EqualCommittedDocuments()
    {
        IEnumerable<string> committed = Directory.EnumerateFiles(Documents, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Documents, file).Replace('\\', '/'))
            .Except(["README.md", "expected.json"]);

        Assert.Equal(committed.Order(StringComparer.Ordinal), Recipe.Steps.Select(step => step.File).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Write_Recipe_EqualsCommittedExpectations()
    {
        using TemporaryFolder folder = new();
        Expectations.Write(Recipe, Sources, folder["expected.json"]);

        Assert.Equal(File.ReadAllText(Path.Combine(Documents, "expected.json")), File.ReadAllText(folder["expected.json"]));
    }

    [Fact]
    public void Create_LockedDocument_ExpectsNothing()
    {
        Expectation expectation = Expectations.Create(new RecipeStep("a.docx", "locked", "handbook.fodt"), Sources);

        Assert.True(expectation.Locked);
        Assert.Empty(expectation.Sentences);
    }

    [Fact]
    public void Create_PdfAndText_HasPagesOnlyForPdf()
    {
        Expectation pdf = Expectations.Create(new RecipeStep("a.pdf", "office", "handbook.fodt"), Sources);
        Expectation text = Expectations.Create(new RecipeStep("a.txt", "office", "handbook.fodt"), Sources);

        Assert.Equal(3, pdf.Sentences.Max(sentence => sentence.Page));
        Assert.All(text.Sentences, sentence => Assert.Null(sentence.Page));
    }

    [Fact]
    public void Create_SourceWithoutTruth_NamesMissingFile()
    {
        RecipeStep step = new("a.pdf", "office", "missing.fodt");

        DocumentMakingException exception = Assert.Throws<DocumentMakingException>(() => Expectations.Create(step, Sources));

        Assert.Contains("missing.truth.json", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void RequirePrograms_UnknownMaker_ListsMakers()
    {
        using TemporaryFolder folder = new();
        using Workspace workspace = new(Sources, folder.Path);
        DocumentMakers makers = new(workspace);
        Recipe recipe = new([new RecipeStep("a", "typewriter", "b")]);

        DocumentMakingException exception = Assert.Throws<DocumentMakingException>(() => makers.RequirePrograms(recipe));

        Assert.Contains("\"typewriter\"; use one of office", exception.Message, StringComparison.Ordinal);
    }
}
