using System.Text.Json;
using System.Text.Json.Serialization;
using SearchEngine.Chunking;
using SearchEngine.Readers;
using SearchEngine.Tests;

namespace SearchEngine.Engine.Tests.Readers.Fixtures;

/// <summary>What a document of tests/Fixtures/documents says, by its source, and where; see the README there.</summary>
internal sealed record ExpectedDocument(bool Locked, IReadOnlyList<ExpectedSentence> Sentences)
{
    private static readonly Lazy<Dictionary<string, ExpectedDocument>> All = new(() =>
        JsonSerializer.Deserialize<Dictionary<string, ExpectedDocument>>(File.ReadAllText(PathOf("expected.json")), JsonSerializerOptions.Web)!);

    /// <summary>The names of the sound documents that bear one of these extensions.</summary>
    public static IEnumerable<string> Named(params string[] extensions) => All.Value.Where(document => !document.Value.Locked && extensions.Contains(Path.GetExtension(document.Key))).Select(document => document.Key);

    /// <summary>What this document says.</summary>
    public static ExpectedDocument Of(string name) => All.Value[name];

    /// <summary>Reads a document with the engine's reader for it.</summary>
    public static DocumentText Read(string name) => DocumentReaders.Default.For(name)!.Read(name, File.ReadAllBytes(PathOf(name)), TestContext.Current.CancellationToken);

    /// <summary>Asserts what holds for every document, and finds each sentence, those of the running text in their order.</summary>
    /// <returns>Where each sentence begins.</returns>
    public List<(ExpectedSentence Sentence, int Offset)> AssertFoundIn(DocumentText document)
    {
        DocumentAssert.BlocksHoldAllText(document);
        foreach (Chunk chunk in new StructureChunker().Cut(document)) Assert.Equal(chunk.Text, document.Text[chunk.Start..chunk.End]);

        // Compared without blanks and soft hyphens: lines break where the program broke them.
        int[] offsets = [.. Enumerable.Range(0, document.Text.Length).Where(offset => IsCompared(document.Text[offset]))];
        string text = string.Concat(offsets.Select(offset => document.Text[offset]));
        List<(ExpectedSentence Sentence, int Offset)> found = [];
        int next = 0;
        foreach (ExpectedSentence sentence in Sentences)
        {
            string wanted = string.Concat(sentence.Text.Where(IsCompared));
            int at = text.IndexOf(wanted, sentence.IsInOrder ? next : 0, StringComparison.Ordinal);
            if (sentence.Kind is "header" or "footer" or "boilerplate") continue;
            if (sentence.Kind == "absent")
            {
                Assert.True(at < 0, $"\"{sentence.Text}\" is no part of the document");
                continue;
            }
            Assert.True(at >= 0, $"\"{sentence.Text}\" is missing{(sentence.IsInOrder ? $" behind \"{text[Math.Max(0, next - 40)..next]}\"" : "")}");
            if (sentence.IsInOrder) next = at + wanted.Length;
            found.Add((sentence, offsets[at]));
        }
        Assert.NotEmpty(found);
        return found;
    }

    /// <summary>The whole path of something in the folder.</summary>
    public static string PathOf(string name) => Path.Combine(Repository.Root, "tests", "Fixtures", "documents", name);

    private static bool IsCompared(char character) => !char.IsWhiteSpace(character) && character != '\u00ad';
}

/// <summary>One sentence of a document.</summary>
internal sealed record ExpectedSentence(string Kind, string Text, int? Level, int? Page, int? Slide, string? Sheet, string? Cell)
{
    /// <summary>Whether it stands in the running text, which a reader must keep in order.</summary>
    [JsonIgnore]
    public bool IsInOrder => Kind is "title" or "heading" or "paragraph" or "item" or "cell" or "quote" or "code";
}
