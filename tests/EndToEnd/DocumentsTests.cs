namespace SearchEngine.EndToEnd.Tests;

/// <summary>The text output of <c>get</c>, <c>query</c> and <c>status --files</c>.</summary>
public sealed class DocumentsTests(NotesHome notes) : IClassFixture<NotesHome>
{
    private readonly Home _home = notes.Home;

    [Theory]
    [InlineData("notes/oven.md", NotesHome.Page)]
    [InlineData("oven.md:5", "# Oven\n")]
    [InlineData("oven.md:9-11", "## Cleaning\n\nBrush the deck. Then sweep it with the rye straw.\n")]
    [InlineData("oven.md:@0-3", "---")]
    public async Task Get_Part_PrintsItExactly(string named, string text) =>
        Assert.Equal(text, (await _home.RunAsync(0, "get", named)).Stdout);

    [Fact]
    public async Task Get_PageOfAPdf_PrintsThatPage()
    {
        string page = (await _home.RunAsync(0, "get", _home.GetPath("notes/handbook.pdf") + ":page 3")).Stdout;
        Assert.StartsWith("Fog", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Paraffin", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_ShowsPagesAndTheSentenceThatAnswersFirst()
    {
        string pdf = (await _home.RunAsync(0, "query", "how long does the horn sound", "-n", "1")).Stdout;
        Assert.Contains("handbook.pdf, page 2", pdf, StringComparison.Ordinal);
        string text = (await _home.RunAsync(0, "query", "sweep with straw", "-n", "1")).Stdout;
        Assert.Contains("… Then sweep it with the rye straw.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Brush", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_Files_ListsTheStateOfEach()
    {
        string[] lines = (await _home.RunAsync(0, "status", "--files")).Stdout.Split('\n');
        Assert.Contains("skipped  notes/.hidden.md: hidden", lines);
        Assert.Contains("failed   notes/broken.txt: it is a binary file: it contains NUL characters", lines);
        Assert.Contains(lines, line => line.StartsWith("indexed  notes/oven.md (", StringComparison.Ordinal));
        Assert.DoesNotContain(
            "oven.md", (await _home.RunAsync(0, "status", "--failed", "--in", _home.GetPath("notes"))).Stdout, StringComparison.Ordinal);
    }
}
