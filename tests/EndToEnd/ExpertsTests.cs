using System.Text.Json;
using SearchEngine.Tests;

namespace SearchEngine.EndToEnd.Tests;

/// <summary><c>search models experts</c> with the decoder that ships.</summary>
public sealed class ExpertsTests : IDisposable
{
    private readonly Home _home = new();

    [Fact]
    public async Task Experts_OfASentence_AreAPlainHeatMapInAPipe()
    {
        ProcessOutcome outcome = await _home.RunAsync(
            0, "models", "experts", "In 1969 two men walked on the Moon, and Michael Collins waited for them.");

        Assert.DoesNotContain('\e', outcome.Stdout);
        Assert.Contains("30 layers of 8 experts, 4 for each token", outcome.Stdout, StringComparison.Ordinal);
        IEnumerable<string> layers = outcome.Stdout.Split('\n').Where(IsLayer).Select(line => line[..5]);
        Assert.Equal(Enumerable.Range(0, 30).Select(layer => $"{layer,5}"), layers);
        Assert.Empty(outcome.Stderr);
    }

    [Fact]
    public async Task Experts_OfTheSampleTexts_DependMoreOnKindsThanOnTopics()
    {
        JsonElement json = await _home.JsonAsync(0, "models", "experts");

        JsonElement report = json.GetProperty("report");
        double kind = report.GetProperty("kind").GetProperty("share").GetDouble();
        double topic = report.GetProperty("topic").GetProperty("share").GetDouble();
        // The model's own description says about three times.
        Assert.InRange(kind / topic, 2, 6);
        Assert.True(topic > report.GetProperty("topic").GetProperty("chance").GetDouble());
        IEnumerable<JsonElement> code = json.GetProperty("texts").EnumerateArray().Where(text => text.GetProperty("isCode").GetBoolean());
        Assert.Equal(["code"], code.GetStrings("topic"));
        Assert.All(report.GetProperty("byLayer").EnumerateArray(), layer => Assert.All(
            layer.GetProperty("experts").EnumerateArray(), expert => Assert.InRange(expert.GetProperty("load").GetDouble(), 0.04, 0.22)));
    }

    [Fact]
    public async Task Experts_OfAFolder_UseItsSubfoldersAsTopics()
    {
        _home.Write("notes/cooking/bread.md", "# Bread\n\nThe dough rests for two hours before it is baked at 230 degrees.\n");
        _home.Write("notes/sailing/knots.md", "# Knots\n\nA bowline holds, and it can be untied with cold hands.\n");

        ProcessOutcome outcome = await _home.RunAsync(
            0, "models", "experts", "--in", _home.GetPath("notes"), "--html", _home.GetPath("page.html"), "--jsonl");

        Assert.Equal(30, outcome.Stdout.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        string page = await File.ReadAllTextAsync(_home.GetPath("page.html"), TestContext.Current.CancellationToken);
        Assert.Contains("\"topics\":[{\"topic\":\"cooking\"", page, StringComparison.Ordinal);
        Assert.Contains("bowline", page.Replace("\",\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("page.html", outcome.Stderr, StringComparison.Ordinal);
    }

    public void Dispose() => _home.Dispose();

    private static bool IsLayer(string line) =>
        line.Length > 5 && int.TryParse(line.AsSpan(0, 5), out _) && line.Contains("takes", StringComparison.Ordinal);
}
