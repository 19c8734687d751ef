using System.Text.Json;
using SearchEngine.Tests;

namespace SearchEngine.EndToEnd.Tests;

/// <summary>The command <c>search ask</c>.</summary>
public sealed class AskTests(SamplesHome samples) : IClassFixture<SamplesHome>
{
    private readonly Home _home = samples.Home;

    [Fact]
    public async Task Ask_DocumentAnswers_QuotesItVerbatim()
    {
        JsonElement json = await _home.JsonAsync(0, "ask", "How long does the rye dough rest in the trough?", "--always-answer");

        Assert.False(json.GetProperty("abstained").GetBoolean());
        Assert.Contains("30", json.GetProperty("answer").GetString(), StringComparison.Ordinal);
        Assert.Contains("30 minutes", json.GetProperty("extractive").GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(json.GetProperty("citations").EnumerateArray());
        foreach (JsonElement citation in json.GetProperty("citations").EnumerateArray())
        {
            Assert.True(citation.GetProperty("verbatim").GetBoolean());
            string document =
                (await _home.JsonAsync(0, "get", "samples/" + citation.GetProperty("path").GetString())).GetProperty("text").GetString()!;
            Assert.Equal(
                citation.GetProperty("quote").GetString(),
                document[citation.GetProperty("start").GetInt32()..citation.GetProperty("end").GetInt32()]);
        }
        Assert.Subset(JsonDocumentation.GetFields("ask --json"), JsonDocumentation.GetFields(json).ToHashSet());
    }

    [Fact]
    public async Task Ask_NoDocumentAnswers_SaysSoAndEndsWithOne()
    {
        ProcessOutcome outcome = await _home.RunAsync(1, "ask", "What is the capital of Mongolia?");
        Assert.Contains("do not seem to answer", outcome.Stdout, StringComparison.Ordinal);
        Assert.Contains("[1]", outcome.Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_Extractive_WritesNothing()
    {
        ProcessOutcome outcome = await _home.RunAsync(0, "ask", "How long does the rye dough rest in the trough?", "--extractive");
        Assert.Contains("30 minutes [1]", outcome.Stdout, StringComparison.Ordinal);
        Assert.Contains("harbour-rye.md:", outcome.Stdout, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_NothingIndexed_SaysWhatToDo()
    {
        using Home empty = new();
        ProcessOutcome outcome = await empty.RunAsync(1, "ask", "anything?");
        Assert.Contains("search index DIR", outcome.Stderr, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ask_ModelOnAServer_GetsTheSamePassagesAndChecks()
    {
        const string Answer = "It rests 30 minutes [1]. The moon is made of green cheese from Albania.";
        await using ChatServer server = ChatServer.Answering(Answer);
        ProcessOutcome outcome = await _home.RunAsync(
            0,
            "ask",
            "How long does the rye dough rest in the trough?",
            "--always-answer",
            "--generator",
            "openai:small",
            "--endpoint",
            server.Address,
            "--json");

        JsonElement json = JsonDocument.Parse(outcome.Stdout).RootElement;
        Assert.Equal(Answer, json.GetProperty("answer").GetString());
        Assert.Equal(
            "The moon is made of green cheese from Albania.", Assert.Single(json.GetProperty("unsupported").EnumerateArray()).GetString());
        Assert.Equal(1, Assert.Single(json.GetProperty("citations").EnumerateArray()).GetProperty("number").GetInt32());
        Assert.Contains($"are sent to small at {new Uri(server.Address).Authority}", outcome.Stderr, StringComparison.Ordinal);
        string prompt = server.Requests[0].GetProperty("messages")[1].GetProperty("content").GetString()!;
        Assert.StartsWith("[1] ", prompt, StringComparison.Ordinal);
        Assert.EndsWith("Question: How long does the rye dough rest in the trough?", prompt, StringComparison.Ordinal);
    }
}
