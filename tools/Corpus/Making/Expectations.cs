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
internal sealed record TruthLine(
    string Kind, string Text, int? Level = null, int? Page = null, int? Slide = null, string? Sheet = null, string? Cell = null, string[]? In = null, string[]? NotIn = null)
{
    public bool IsIn(string file) => (In is null || Names(In, file)) && (NotIn is null || !Names(NotIn, file));

    /// <summary>
    /// The sentence with the places that the format knows of: pages in PDF alone, cells in spreadsheets, slides in presentations and what is printed of them.
    /// Plain text has no headings, and LibreOffice's EPUB writes them as paragraphs.
    /// </summary>
    public Sentence AsIn(string extension) => new(
        extension is "txt" or "epub" && Kind == "heading" ? "paragraph" : Kind, Text, extension is "txt" or "epub" ? null : Level, extension == "pdf" ? Page ?? Slide : null, extension is "pptx" or "odp" ? Slide : null, IsSheet(extension) ? Sheet : null, IsSheet(extension) ? Cell : null);

    private static bool IsSheet(string extension) => extension is "xlsx" or "xlsm" or "ods";

    private static bool Names(string[] formats, string file) => formats.Contains(Path.GetExtension(file)[1..]) || formats.Contains(file);
}

/// <summary>What must be found in a document.</summary>
internal sealed record Expectation(string Maker, string Source, bool Locked, IReadOnlyList<Sentence> Sentences);

/// <summary>Hands the truth about each source on to the documents that were made of it. The truth is what was written, never what was read back.</summary>
internal static class Expectations
{
    private static readonly JsonSerializerOptions Layout = new(Recipe.Json)
    {
        WriteIndented = true, NewLine = "\n", DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(Recipe recipe, string sources, string path) =>
        File.WriteAllText(path, JsonSerializer.Serialize(recipe.Outputs.ToDictionary(output => output.File, output => Of(output, sources)), Layout) + "\n");

    /// <summary>What <paramref name="output"/> must be found to say; nothing where it is locked or shows pictures only.</summary>
    internal static Expectation Of(Output output, string sources)
    {
        bool locked = output.Maker == "locked" || output.Option?.Contains("DocumentOpenPassword", StringComparison.Ordinal) == true;
        bool silent = locked || output.Maker == "scan";
        string truth = Path.Combine(sources, Path.GetFileNameWithoutExtension(output.Truth ?? output.Source) + ".truth.json");
        if (!silent && !File.Exists(truth)) throw new MakingException($"{Path.GetFileName(truth)} is missing: it says what must be found in {output.File}");
        TruthLine[] lines = silent ? [] : JsonSerializer.Deserialize<TruthLine[]>(File.ReadAllText(truth), Recipe.Json)!;
        return new Expectation(output.Maker, output.Source, locked, [.. lines.Where(line => line.IsIn(output.File)).Select(line => line.AsIn(Path.GetExtension(output.File)[1..]))]);
    }
}
