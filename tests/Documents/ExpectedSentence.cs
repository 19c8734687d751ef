using System.Text.Json;
using SearchEngine.Tests;

namespace SearchEngine.Documents.Tests;

/// <summary>A sentence that a test document contains (tests/Fixtures/documents/README.md).</summary>
internal sealed record ExpectedSentence(
    string Kind,
    string Text,
    int? Page = null,
    int? Slide = null,
    string? Sheet = null,
    string? Cell = null)
{
    private static readonly HashSet<string> OptionalKinds = ["footnote", "header", "footer", "note", "hidden", "boilerplate"];

    /// <summary>The folder of the documents.</summary>
    public static string Folder { get; } = Path.Combine(Repository.Fixtures, "documents");

    /// <summary>Whether a reader may change its order or leave it out.</summary>
    public bool IsOptional => OptionalKinds.Contains(Kind);

    public bool IsAbsent => Kind == "absent";

    /// <summary>The start of the expected place; null if unknown.</summary>
    public string? Place
    {
        get
        {
            if (Page is not null) return $"page {Page}";
            if (Slide is not null) return $"slide {Slide}";
            return Sheet is not null ? $"sheet {Sheet}" : null;
        }
    }

    /// <summary>The sentences of each document; empty for documents that are encrypted or have no text.</summary>
    public static IReadOnlyDictionary<string, (bool Locked, ExpectedSentence[] Sentences)> All { get; } = Read();

    private static Dictionary<string, (bool, ExpectedSentence[])> Read()
    {
        using JsonDocument expected = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "expected.json")));
        JsonSerializerOptions options = new(JsonSerializerDefaults.Web);
        return expected.RootElement.EnumerateObject().ToDictionary(document => document.Name, document => Parse(document.Value));

        (bool, ExpectedSentence[]) Parse(JsonElement document)
        {
            bool isLocked = document.GetProperty("locked").GetBoolean();
            return (isLocked, document.GetProperty("sentences").Deserialize<ExpectedSentence[]>(options)!);
        }
    }
}
