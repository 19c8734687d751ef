using Microsoft.SemanticKernel;

namespace SearchEngine.SemanticKernel.Tests;

/// <summary>Tests the functions of the plugin.</summary>
public sealed class PluginTests(Workspace workspace) : IClassFixture<Workspace>
{
    private const int HundredKilobytes = 100_000;

    [Fact]
    public void AddSearchEngine_TheFunctions_DescribeThemselvesToAModel()
    {
        KernelPlugin plugin = NewKernel().Plugins.Single();
        Assert.Equal(["ask", "get", "search"], plugin.Select(function => function.Name).Order());
        Assert.All(plugin, function =>
        {
            Assert.NotEmpty(function.Description);
            Assert.All(function.Metadata.Parameters, parameter => Assert.NotEmpty(parameter.Description));
            Assert.NotEmpty(function.Metadata.ReturnParameter.Description);
        });
        KernelParameterMetadata query = plugin["search"].Metadata.Parameters.Single(parameter => parameter.Name == "query");
        Assert.True(query.IsRequired);
        Assert.DoesNotContain(plugin["search"].Metadata.Parameters, parameter => parameter.Name == "cancellationToken");
    }

    [Fact]
    public async Task Search_Question_ReturnsNumberedPassagesWithLocations()
    {
        string text = await InvokeAsync("search", new() { ["query"] = "When does the shop on Harbour Street open?" });
        Assert.StartsWith(
            "[1] Opening hours (guides/hours.md, line 1)\n# Opening hours\n\nThe shop on Harbour Street opens at nine",
            text,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_Count_LimitsTheResults()
    {
        string text = await InvokeAsync("search", new() { ["query"] = "the shop, the refund and the ferry", ["count"] = 1 });
        Assert.Contains("[1] ", text, StringComparison.Ordinal);
        Assert.DoesNotContain("[2] ", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_UnknownCollection_NamesTheExistingOnes() =>
        Assert.Equal(
            "There is no collection 'nowhere'. There are: guides.",
            await InvokeAsync("search", new() { ["query"] = "shop", ["collection"] = "nowhere" }));

    [Theory]
    [InlineData("search", "query")]
    [InlineData("ask", "question")]
    [InlineData("get", "document")]
    public async Task AnyFunction_EmptyText_SaysSo(string function, string parameter) =>
        Assert.Contains("empty", await InvokeAsync(function, new() { [parameter] = " " }), StringComparison.Ordinal);

    [Theory]
    [InlineData("search", "query")]
    [InlineData("ask", "question")]
    [InlineData("get", "document")]
    public async Task APluginCallWithAQueryOf100kB_IsAnswered(string function, string parameter)
    {
        string text = string.Concat(Enumerable.Range(0, HundredKilobytes / 10).Select(i => $"shop{i % 1000:000} and "))[..HundredKilobytes];
        string answer = await InvokeAsync(function, new() { [parameter] = text });
        Assert.NotEmpty(answer);
        Assert.True(answer.Length < 10_000);
    }

    [Fact]
    public async Task Ask_AQuestionTheDocumentsAnswer_CitesThem()
    {
        string answer = await InvokeAsync("ask", new() { ["question"] = "Who approves refunds above 500 euros?" });
        Assert.Contains("head of finance", answer, StringComparison.Ordinal);
        Assert.Contains("Sources:\n[1] guides/refunds/policy.md, line 3: \"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_NameFromSearch_ReturnsTheText() =>
        Assert.Equal(
            "The ferry to the island leaves from the north pier every hour.",
            (await InvokeAsync("get", new() { ["document"] = "guides/ferry.txt" })).Trim());

    [Fact]
    public async Task Get_WithLine_StartsThere() =>
        Assert.StartsWith(
            "The shop on Harbour Street",
            await InvokeAsync("get", new() { ["document"] = "hours.md", ["line"] = 3 }),
            StringComparison.Ordinal);

    [Fact]
    public async Task Get_UnknownDocument_SaysWhatToDo() =>
        Assert.Equal(
            "There is no document 'nowhere.md'. Use search to find out what there is.",
            await InvokeAsync("get", new() { ["document"] = "nowhere.md" }));

    [Fact]
    public async Task Search_Cancelled_Ends()
    {
        using CancellationTokenSource stop = new();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => NewKernel().InvokeAsync("SearchEngine", "search", new() { ["query"] = "shop" }, stop.Token));
    }

    private Kernel NewKernel()
    {
        Kernel kernel = new();
        kernel.Plugins.AddSearchEngine(workspace.Knowledge);
        return kernel;
    }

    private async Task<string> InvokeAsync(string function, KernelArguments arguments) =>
        (await NewKernel().InvokeAsync<string>(SearchEngineKernelExtensions.PluginName, function, arguments, Workspace.Token))!;
}
