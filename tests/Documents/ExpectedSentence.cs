using System.Text.Json;
using SearchEngine.Tests;

namespace SearchEngine.Documents.Tests;

/// <summary>A sentence that a document of the fixtures was written to say (tests/Fixtures/documents/README.md).</summary>
internal sealed record ExpectedSentence(string Kind, string Text, int? Page = null, int? Slide = null, string? Sheet = null, string? Cell = null)
{
    private static readonly HashSet<string> OptionalKinds = ["footnote", "header", "footer", "note", "hidden", "boilerplate"];

    /// <summary>Where all the documents lie.</summary>
    public static string Folder { get; } = Path.Combine(Repository.Fixtures, "documents");

    /// <summary>Whether a reader may put it out of order, or leave it out.</summary>
    public bool IsOptional => OptionalKinds.Contains(Kind);

    public bool IsAbsent => Kind == "absent";

    /// <summary>The beginning of the place it should be found at; null where that is not known.</summary>
    public string? Place => Page is not null ? $"page {Page}" : Slide is not null ? $"slide {Slide}" : Sheet is not null ? $"sheet {Sheet}" : null;

    /// <summary>Each document with its sentences; none for those that are locked or have no text.</summary>
    public static IReadOnlyDictionary<string, (bool Locked, ExpectedSentence[] Sentences)> All { get; } = Read();

    private static Dictionary<string, (bool, ExpectedSentence[])> Read()
    {
        using JsonDocument expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "expected.json")));
        JsonSerializerOptions options = new(JsonSerializerDefaults.Web);
        return expected.RootElement.EnumerateObject().ToDictionary(
            document => document.Name, document => (document.Value.GetProperty("locked").GetBoolean(), document.Value.GetProperty("sentences").Deserialize<ExpectedSentence[]>(options)!));
    }
}
