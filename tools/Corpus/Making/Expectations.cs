using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SearchEngine.Corpus.Making;

/// <summary>A piece of text that a source was written to say.</summary>
/// <param name="Kind">title, heading, paragraph, item, cell, quote, code, footnote, header, footer, note, boilerplate, hidden or absent.</param>
/// <param name="Text">The text, on one line.</param>
/// <param name="Level">Of a heading.</param>
/// <param name="Page">Where it stands in a PDF, from 1.</param>
/// <param name="Slide">Where it stands in a presentation, from 1.</param>
/// <param name="Sheet">Where it stands in a spreadsheet.</param>
/// <param name="Cell">Its address there.</param>
internal sealed record Sentence(string Kind, string Text, int? Level = null, int? Page = null, int? Slide = null, string? Sheet = null, string? Cell = null);

/// <summary>A sentence, and the formats (extensions, or whole names of documents) that alone hold it, or that cannot hold it as it stands.</summary>
internal sealed record GroundTruthLine(
    string Kind, string Text, int? Level = null, int? Page = null, int? Slide = null, string? Sheet = null, string? Cell = null, string[]? In = null, string[]? NotIn = null)
{
    public bool IsIn(string file) => (In is null || Matches(In, file)) && (NotIn is null || !Matches(NotIn, file));

    /// <summary>
    /// The sentence with the places that the format knows of: pages in PDF alone, cells in spreadsheets, slides in presentations and what is printed of them.
    /// Plain text has no headings, and LibreOffice's EPUB writes them as paragraphs.
    /// </summary>
    public Sentence ForFormat(string extension) => new(
        HasHeadings(extension) || Kind != "heading" ? Kind : "paragraph", Text, HasHeadings(extension) ? Level : null,
        extension == "pdf" ? Page ?? Slide : null, extension is "pptx" or "odp" ? Slide : null, IsSheet(extension) ? Sheet : null, IsSheet(extension) ? Cell : null);

    private static bool HasHeadings(string extension) => extension is not ("txt" or "epub");

    private static bool IsSheet(string extension) => extension is "xlsx" or "xlsm" or "ods";

    private static bool Matches(string[] formats, string file) => formats.Contains(Path.GetExtension(file)[1..]) || formats.Contains(file);
}

/// <summary>What must be found in a document.</summary>
internal sealed record Expectation(string Maker, string Source, bool Locked, IReadOnlyList<Sentence> Sentences);

/// <summary>Hands the truth about each source on to the documents that were made of it. The truth is what was written, never what was read back.</summary>
internal static class Expectations
{
    private static readonly JsonSerializerOptions Layout = new(Recipe.Json)
    {
        WriteIndented = true,
        NewLine = "\n",
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(Recipe recipe, string sources, string path) =>
        File.WriteAllText(path, JsonSerializer.Serialize(recipe.Steps.ToDictionary(step => step.File, step => Create(step, sources)), Layout) + "\n");

    /// <summary>What <paramref name="step"/> must be found to say; nothing where it is locked or shows pictures only.</summary>
    internal static Expectation Create(RecipeStep step, string sources)
    {
        bool locked = step.Maker == "locked" || step.Option?.Contains("DocumentOpenPassword", StringComparison.Ordinal) == true;
        bool silent = locked || step.Maker == "scan";
        string truth = Path.Combine(sources, Path.GetFileNameWithoutExtension(step.Truth ?? step.Source) + ".truth.json");
        if (!silent && !File.Exists(truth)) throw new DocumentMakingException($"{Path.GetFileName(truth)} is missing: it says what must be found in {step.File}");
        GroundTruthLine[] lines = silent ? [] : JsonSerializer.Deserialize<GroundTruthLine[]>(File.ReadAllText(truth), Recipe.Json)!;
        return new Expectation(step.Maker, step.Source, locked, [.. lines.Where(line => line.IsIn(step.File)).Select(line => line.ForFormat(Path.GetExtension(step.File)[1..]))]);
    }
}
