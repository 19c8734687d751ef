using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using SearchEngine.Tests;

namespace SearchEngine.EndToEnd.Tests;

/// <summary>The programs in examples/.</summary>
public sealed class ExamplesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task SearchFolder_Question_ShowsLocationAndSentence()
    {
        ProcessOutcome outcome = await RunAsync(
            0, "SearchFolder", Path.Combine(Repository.Root, "samples"), "how many days of holiday do members get?");

        Assert.StartsWith(
            "handbook/hours-and-holidays.md, line 18: You have 28 days a year, and the ten public holidays on top.",
            outcome.Stdout,
            StringComparison.Ordinal);
        Assert.Contains("Encoding: ", outcome.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SearchFolder_Pdf_IsQuotedWithItsPage()
    {
        Directory.CreateDirectory(_folder["manuals"]);
        File.Copy(Path.Combine(Repository.Root, "samples", "bakery", "oven-manual.pdf"), _folder["manuals/oven-manual.pdf"]);

        ProcessOutcome outcome = await RunAsync(0, "SearchFolder", _folder["manuals"], "what must not be poured on a hot stone?");

        Assert.StartsWith("oven-manual.pdf, page 1: Never pour water on a hot stone: it cracks,", outcome.Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SearchFolder_MissingFolder_IsNamed()
    {
        ProcessOutcome outcome = await RunAsync(3, "SearchFolder", _folder["nowhere"], "anything");

        Assert.Equal($"there is no folder '{_folder["nowhere"]}'\n", outcome.Stderr.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task CustomReader_AddressBookAndTickets_AreSearchedFilteredAndRemoved()
    {
        ProcessOutcome outcome = await RunAsync(
            0, "CustomReader", Path.Combine(Repository.Root, "examples", "CustomReader", "contacts"), _folder["index"]);

        string[] lines = outcome.Stdout.ReplaceLineEndings("\n").TrimEnd().Split('\n');
        Assert.Equal("4 documents in contacts and tickets", lines[0]);
        Assert.StartsWith("contacts/trades.vcf, card 1: Ilse Brandt", lines[1], StringComparison.Ordinal);
        Assert.Contains(
            "Repairs deck ovens, burners and hinges. Comes within two hours, also at night.", lines[1], StringComparison.Ordinal);
        Assert.Equal("tickets/T-3, The oven stays cold: The right oven does not get warmer than 180 degrees.", lines[2]);
        Assert.Equal(["3 documents in contacts and tickets", "1 documents in contacts"], lines[3..]);
    }

    [Fact]
    public async Task AnswerService_Question_IsAnsweredWithCitations()
    {
        _folder.Write("handbook/refunds.md", "# Refunds\n\nRefunds above 500 euros are approved by the head of finance.\n");
        using RunningService service = await RunningService.StartAsync(
            ProgramOf("AnswerService"), _folder["handbook"], _folder["index"], Environment());

        JsonElement answer = await service.Client.GetFromJsonAsync<JsonElement>(
            "/ask?question=who+approves+refunds+above+500+euros", TestContext.Current.CancellationToken);
        JsonElement found = await service.Client.GetFromJsonAsync<JsonElement>(
            "/search?query=refunds", TestContext.Current.CancellationToken);
        using HttpResponseMessage refused = await service.Client.GetAsync(
            new Uri("/ask?question=+", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Contains("head of finance", answer.GetProperty("answer").GetString(), StringComparison.Ordinal);
        JsonElement citation = Assert.Single(answer.GetProperty("citations").EnumerateArray());
        Assert.Equal(
            ("handbook/refunds.md", "Refunds"),
            (citation.GetProperty("document").GetString(), citation.GetProperty("title").GetString()));
        Assert.Contains("approved by the head of finance", citation.GetProperty("quotation").GetString(), StringComparison.Ordinal);
        Assert.Equal("refunds.md", Assert.Single(found.EnumerateArray()).GetProperty("path").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
    }

    [Fact]
    public async Task AnswerService_MissingFolder_IsNamedAtTheStart()
    {
        ProcessOutcome outcome = await RunAsync(3, "AnswerService", _folder["nowhere"], _folder["index"], "0");

        Assert.Equal($"AddSearchEngine: Folders: there is no folder '{_folder["nowhere"]}'.\n", outcome.Stderr.ReplaceLineEndings("\n"));
    }

    [Fact]
    public async Task KernelAgent_Question_IsAnsweredFromThePluginsResults()
    {
        _folder.Write(
            "guides/refunds.md",
            "# Refunds\n\nA refund is paid within fourteen days. Refunds above 500 euros are approved by the head of finance.\n");
        _folder.Write("guides/ferry.md", "# The ferry\n\nThe ferry to the island leaves from the north pier every hour.\n");

        ProcessOutcome outcome = await RunAsync(0, "KernelAgent", _folder["guides"], "Who approves refunds above 500 euros?");

        // The words before the quotation differ between processors; the quotation and its mark do not.
        string[] parts = outcome.Stdout.ReplaceLineEndings("\n").TrimEnd().Split('\n', 2);
        Assert.Equal("[1] Refunds (guides/refunds.md, line 1)", parts[0]);
        Assert.Contains("approved by the head of finance", parts[1], StringComparison.Ordinal);
        Assert.Contains("[1]", parts[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnotherModel_ByItsPath_EncodesAndFinds()
    {
        ProcessOutcome outcome = await RunAsync(
            0,
            "AnotherModel",
            Path.Combine(Repository.Fixtures, "models", "bert"),
            Path.Combine(Repository.Root, "samples", "customers"),
            _folder["index"],
            "bread subscription");

        string[] lines = outcome.Stdout.ReplaceLineEndings("\n").TrimEnd().Split('\n');
        Assert.Matches("^bert: 64 dimensions, [1-9][0-9]* passages encoded$", lines[0]);
        Assert.Matches(@"^subscriptions\.md, similarity 0\.\d{3}$", lines[1]);
    }

    [Fact]
    public async Task AnotherModel_FolderWithoutAModel_IsNamed()
    {
        Directory.CreateDirectory(_folder["empty"]);

        ProcessOutcome outcome = await RunAsync(
            3, "AnotherModel", _folder["empty"], Path.Combine(Repository.Root, "samples", "customers"), _folder["index"], "bread");

        Assert.Contains(_folder["empty"], outcome.Stderr, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", outcome.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OwnQuestions_OfTheSamples_AreMeasuredStageByStage()
    {
        ProcessOutcome outcome = await RunAsync(
            0,
            "OwnQuestions",
            Path.Combine(Repository.Root, "samples"),
            Path.Combine(Repository.Root, "examples", "OwnQuestions", "questions.jsonl"),
            _folder["index"]);

        string[] lines = outcome.Stdout.ReplaceLineEndings("\n").TrimEnd().Split('\n');
        Assert.Equal(["words", "meaning", "both", "re-ranked"], lines.Select(line => line.Split(' ')[0]));
        Assert.Equal("re-ranked  first 6 of 6, among ten 6, MRR 1.000", lines[^1]);
    }

    [Fact]
    public async Task OwnQuestions_InvalidLine_IsNamed()
    {
        string questions = _folder.Write("questions.jsonl", "{\"question\": \"who?\", \"paths\": [\"a.md\"]}\n{\"question\": \"why?\"}\n");

        ProcessOutcome outcome = await RunAsync(3, "OwnQuestions", Path.Combine(Repository.Root, "samples"), questions, _folder["index"]);

        Assert.StartsWith($"{questions}, line 2: ", outcome.Stderr, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SearchFolder DIR ")]
    [InlineData("CustomReader DIR ")]
    [InlineData("AnswerService DIR ")]
    [InlineData("KernelAgent DIR ")]
    [InlineData("AnotherModel MODEL ")]
    [InlineData("OwnQuestions DIR ")]
    public async Task Example_WithoutArguments_ShowsItsUsage(string usage) =>
        Assert.StartsWith($"Usage: {usage}", (await RunAsync(2, usage.Split(' ')[0])).Stderr, StringComparison.Ordinal);

    [Fact]
    public void Examples_HaveFewerThan60Lines() =>
        Assert.All(
            Directory.EnumerateFiles(Path.Combine(Repository.Root, "examples"), "Program.cs", SearchOption.AllDirectories),
            file => Assert.InRange(File.ReadLines(file).Count(), 1, 59));

    private static string ProgramOf(string example)
    {
        string configuration = Path.GetFileName(Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory))!);
        return Path.Combine(Repository.Root, "examples", example, "bin", configuration, "net10.0", example + ".dll");
    }

    private Dictionary<string, string?> Environment()
    {
        if (!Directory.Exists(_folder["cache"])) SharedCache.LinkTo(_folder["cache"]);
        return new() { ["XDG_DATA_HOME"] = _folder["data"], ["XDG_CACHE_HOME"] = _folder["cache"], ["ORT_DISABLE_TELEMETRY"] = "1" };
    }

    private async Task<ProcessOutcome> RunAsync(int exitCode, string example, params string[] arguments)
    {
        ProcessOutcome outcome = await ChildProcess.RunAsync(
            "dotnet",
            [ProgramOf(example), .. arguments],
            environment: Environment(),
            cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(outcome.ExitCode == exitCode, $"ended with {outcome.ExitCode}: {outcome.Stderr}");
        return outcome;
    }
}
