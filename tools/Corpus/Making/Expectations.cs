using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SearchEngine.Corpus.Making;

/// <summary>A piece of text in a source, and where it appears.</summary>
/// <param name="Kind">
/// title, heading, paragraph, item, cell, quote, code, footnote, header, footer, note, boilerplate, hidden or absent.
/// </param>
/// <param name="Text">The text, on one line.</param>
/// <param name="Level">The level of a heading.</param>
/// <param name="Page">The page in a PDF, from 1.</param>
/// <param name="Slide">The slide in a presentation, from 1.</param>
/// <param name="Sheet">The sheet in a spreadsheet.</param>
/// <param name="Cell">The cell's address in the sheet.</param>
internal sealed record Sentence(
    string Kind,
    string Text,
    int? Level = null,
    int? Page = null,
    int? Slide = null,
    string? Sheet = null,
    string? Cell = null);

/// <summary>A sentence, and the formats in which it appears.</summary>
/// <param name="Kind">See <see cref="Sentence"/>, as for the parameters that follow.</param>
/// <param name="In">The only extensions or document names that contain the sentence; null for all.</param>
/// <param name="NotIn">Extensions or document names that do not contain the sentence, or not in this form.</param>
internal sealed record GroundTruthLine(
    string Kind,
    string Text,
    int? Level = null,
    int? Page = null,
    int? Slide = null,
    string? Sheet = null,
    string? Cell = null,
    string[]? In = null,
    string[]? NotIn = null)
{
    public bool IsIn(string file) => (In is null || Matches(In, file)) && (NotIn is null || !Matches(NotIn, file));

    /// <summary>
    /// Returns the sentence with the positions that the format has: pages in PDF, cells in spreadsheets, slides in presentations.
    /// A slide printed to PDF is a page. Plain text has no headings, and LibreOffice writes them to EPUB as paragraphs.
    /// </summary>
    public Sentence ForFormat(string extension) => new(
        HasHeadings(extension) || Kind != "heading" ? Kind : "paragraph",
        Text,
        HasHeadings(extension) ? Level : null,
        extension == "pdf" ? Page ?? Slide : null,
        extension is "pptx" or "odp" ? Slide : null,
        IsSheet(extension) ? Sheet : null,
        IsSheet(extension) ? Cell : null);

    private static bool HasHeadings(string extension) => extension is not ("txt" or "epub");

    private static bool IsSheet(string extension) => extension is "xlsx" or "xlsm" or "ods";

    private static bool Matches(string[] formats, string file) =>
        formats.Contains(Path.GetExtension(file)[1..]) || formats.Contains(file);
}

/// <summary>What a reader must find in a document.</summary>
internal sealed record Expectation(string Maker, string Source, bool Locked, IReadOnlyList<Sentence> Sentences);

/// <summary>
/// Derives what must be found in each document from the ground truth of its source, which is written by hand and never
/// read back from documents.
/// </summary>
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
        File.WriteAllText(path, Serialize(recipe.Steps.ToDictionary(step => step.File, step => Create(step, sources))) + "\n");

    /// <summary>Returns what must be found in the document of a step: nothing if it is locked or a scan.</summary>
    internal static Expectation Create(RecipeStep step, string sources)
    {
        bool locked = step.Maker == "locked" || step.Option?.Contains("DocumentOpenPassword", StringComparison.Ordinal) == true;
        bool hasNoText = locked || step.Maker == "scan";
        string truthPath = Path.Combine(sources, Path.GetFileNameWithoutExtension(step.Truth ?? step.Source) + ".truth.json");
        if (!hasNoText && !File.Exists(truthPath))
        {
            throw new DocumentMakingException(
                $"{Path.GetFileName(truthPath)} is missing; write down in it what must be found in {step.File}");
        }
        GroundTruthLine[] lines = hasNoText ? [] : JsonSerializer.Deserialize<GroundTruthLine[]>(File.ReadAllText(truthPath), Recipe.Json)!;
        string extension = Path.GetExtension(step.File)[1..];
        IEnumerable<Sentence> sentences = lines.Where(line => line.IsIn(step.File)).Select(line => line.ForFormat(extension));
        return new Expectation(step.Maker, step.Source, locked, [.. sentences]);
    }

    private static string Serialize(Dictionary<string, Expectation> expectations) => JsonSerializer.Serialize(expectations, Layout);
}
