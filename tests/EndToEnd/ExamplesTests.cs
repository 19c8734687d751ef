using SearchEngine.Tests;

namespace SearchEngine.EndToEnd.Tests;

/// <summary>The programs in examples/, as they are built.</summary>
public sealed class ExamplesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task SearchFolder_AQuestionAboutTheSamples_ShowsPlaceAndSentence()
    {
        ProcessOutcome outcome = await RunAsync(0, "SearchFolder", Path.Combine(Repository.Root, "samples"), "how many days of holiday do members get?");

        Assert.StartsWith("handbook/hours-and-holidays.md, line 18: You have 28 days a year, and the ten public holidays on top.", outcome.Stdout, StringComparison.Ordinal);
        Assert.Contains("Encoding: ", outcome.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SearchFolder_APdf_IsQuotedWithItsPage()
    {
        Directory.CreateDirectory(_folder["manuals"]);
        File.Copy(Path.Combine(Repository.Root, "samples", "bakery", "oven-manual.pdf"), _folder["manuals/oven-manual.pdf"]);

        ProcessOutcome outcome = await RunAsync(0, "SearchFolder", _folder["manuals"], "what must not be poured on a hot stone?");

        Assert.StartsWith("oven-manual.pdf, page 1: Never pour water on a hot stone: it cracks,", outcome.Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SearchFolder_AFolderThatIsNotThere_IsNamed()
    {
        ProcessOutcome outcome = await RunAsync(3, "SearchFolder", _folder["nowhere"], "anything");

        Assert.Equal($"there is no folder '{_folder["nowhere"]}'\n", outcome.Stderr.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task CustomReader_AddressBookAndTickets_AreSearchedFilteredAndRemoved()
    {
        ProcessOutcome outcome = await RunAsync(0, "CustomReader", Path.Combine(Repository.Root, "examples", "CustomReader", "contacts"), _folder["index"]);

        string[] lines = outcome.Stdout.ReplaceLineEndings("\n").TrimEnd().Split('\n');
        Assert.Equal("4 documents in contacts and tickets", lines[0]);
        Assert.StartsWith("contacts/trades.vcf, card 1: Ilse Brandt", lines[1], StringComparison.Ordinal);
        Assert.Contains("Repairs deck ovens, burners and hinges. Comes within two hours, also at night.", lines[1], StringComparison.Ordinal);
        Assert.Equal("tickets/T-3, The oven stays cold: The right oven does not get warmer than 180 degrees.", lines[2]);
        Assert.Equal(["3 documents in contacts and tickets", "1 documents in contacts"], lines[3..]);
    }

    [Theory]
    [InlineData("SearchFolder")]
    [InlineData("CustomReader")]
    public async Task AnExample_WithoutArguments_SaysWhatItTakes(string example) =>
        Assert.StartsWith($"Usage: {example} DIR ", (await RunAsync(2, example)).Stderr, StringComparison.Ordinal);

    private async Task<ProcessOutcome> RunAsync(int exitCode, string example, params string[] arguments)
    {
        string configuration = Path.GetFileName(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory))!);
        string program = Path.Combine(Repository.Root, "examples", example, "bin", configuration, "net10.0", example + ".dll");
        if (!Directory.Exists(_folder["cache"])) SharedCache.LinkInto(_folder["cache"]);
        Dictionary<string, string?> environment = new() { ["XDG_DATA_HOME"] = _folder["data"], ["XDG_CACHE_HOME"] = _folder["cache"], ["ORT_DISABLE_TELEMETRY"] = "1" };
        ProcessOutcome outcome = await ChildProcess.RunAsync("dotnet", [program, .. arguments], environment: environment, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(outcome.ExitCode == exitCode, $"ended with {outcome.ExitCode}: {outcome.Stderr}");
        return outcome;
    }
}
