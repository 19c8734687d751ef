using SearchEngine.Cli.Completion;
using SearchEngine.Tests;

namespace SearchEngine.Cli.Tests.Completion;

public sealed class CompletionActionTests
{
    [Theory]
    [InlineData("search ", "ask", "completion", "doctor", "eval", "get", "index", "models", "query", "remove", "status")]
    [InlineData("search q", "query")]
    [InlineData("./search sta", "status")]
    [InlineData("search models ", "add", "experts", "inspect", "list")]
    [InlineData("search completion ", "bash", "fish", "powershell", "zsh")]
    [InlineData("search query --no", "--no-color", "--no-update")]
    [InlineData("search query --device ", "cpu", "cuda")]
    [InlineData("search query \"two words\" --device cu", "cuda")]
    [InlineData("search query --device=c", "--device=cpu", "--device=cuda")]
    [InlineData("search query --precision float", "float16", "float32")]
    [InlineData("search query word --json --ex", "--explain")]
    [InlineData("search query --frobnicate=")]
    [InlineData("search query --json=")]
    [InlineData("search nonsense x")]
    public void GetCandidates_IncompleteLine_CompletesItsLastWord(string line, params string[] candidates) =>
        Assert.Equal(candidates, CompletionAction.GetCandidates(CommandLine.Create(), line));

    [Fact]
    public void GetCandidates_AfterAFlag_OffersNoValue() =>
        Assert.Empty(CompletionAction.GetCandidates(CommandLine.Create(), "search query word --json t"));

    [Theory]
    [InlineData("search query --model ")]
    [InlineData("search models inspect ")]
    public void GetCandidates_Model_OffersInstalledModels(string line) =>
        Assert.Contains("bge-small-en-v1.5", CompletionAction.GetCandidates(CommandLine.Create(), line));

    [Theory]
    [InlineData("search index ")]
    [InlineData("search query --in ")]
    [InlineData("search status --index ")]
    [InlineData("search query --in=")]
    public void GetCandidates_Folder_OffersFoldersWithThatPrefix(string line)
    {
        using TemporaryFolder folder = new();
        foreach (string name in (string[])["notes/deep", "no thing", "other", ".hidden"]) Directory.CreateDirectory(folder[name]);
        folder.Write("nofolder.txt", "");
        string option = line.EndsWith('=') ? "--in=" : "";

        Assert.Equal(
            [$"{option}{folder["no thing"]}/", $"{option}{folder["notes"]}/"],
            CompletionAction.GetCandidates(CommandLine.Create(), line + folder["no"]));
        Assert.Equal([$"{option}{folder["notes/deep"]}/"], CompletionAction.GetCandidates(CommandLine.Create(), line + folder["notes/"]));
        Assert.Equal([$"{option}{folder[".hidden"]}/"], CompletionAction.GetCandidates(CommandLine.Create(), line + folder["."]));
        Assert.Equal([$"{option}{folder["no thing"]}/"], CompletionAction.GetCandidates(CommandLine.Create(), $"{line}'{folder["no t"]}"));
    }

    [Fact]
    public void GetCandidates_UnreadableIndex_OffersNoCollections()
    {
        using TemporaryFolder folder = new();
        folder.Write("index/catalog.db", "no catalog");

        Assert.Empty(CompletionAction.GetCandidates(CommandLine.Create(), $"search query --index {folder["index"]} --in zzz"));
    }
}
