using SearchEngine.Documents.Chunking;
using SearchEngine.Ingestion;
using SearchEngine.Search;

namespace SearchEngine.Engine.Tests.Ingestion;

/// <summary>An index used with two encoders or two chunkers never mixes them.</summary>
public sealed class OtherModelTests : IDisposable
{
    private const int Pages = 5;

    private static readonly QueryOptions Dense = new() { Mode = RetrievalMode.Dense };

    private readonly Workspace _workspace = new();
    private readonly KnowledgeBaseOptions _other;

    public OtherModelTests()
    {
        _workspace.WritePages(Pages);
        _other = _workspace.Options with { ModelFolder = _workspace.CopyModel() };
        File.WriteAllText(
            Path.Combine(_other.ModelFolder, "config_sentence_transformers.json"), """{"prompts": {"document": "of the text: "} }""");
    }

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Query_IndexOfAnotherModel_FindsByWordsOnlyAndCountsAllAsPending()
    {
        await _workspace.IndexAsync();
        await using KnowledgeBase other = await _workspace.OpenAsync(_other);
        SearchResults results = await other.QueryAsync("ledger", cancellationToken: Workspace.Token);

        Assert.Equal((Pages, Pages), (results.Hits.Count, results.UnembeddedChunks));
        Assert.All(results.Hits, hit => Assert.Null(hit.Passages[0].Explanation.Dense));
        Assert.Empty((await other.QueryAsync("ledger", Dense, Workspace.Token)).Hits);
    }

    [Fact]
    public async Task Index_AnotherModel_EncodesAllAndFindsTheSameAsAFreshIndex()
    {
        await _workspace.IndexAsync();
        IndexReport report = await _workspace.IndexAsync(_other);
        KnowledgeBaseOptions freshOptions = _other with { IndexPath = _workspace.At("fresh") };
        await _workspace.IndexAsync(freshOptions);

        Assert.Equal((0, Pages, Pages), (report.Indexed, report.Unchanged, report.Encoded));
        await using KnowledgeBase other = await _workspace.OpenAsync(_other), fresh = await _workspace.OpenAsync(freshOptions);
        Assert.Equal(
            Scores(await fresh.QueryAsync("the harbour", Dense, Workspace.Token)),
            Scores(await other.QueryAsync("the harbour", Dense, Workspace.Token)));
    }

    [Fact]
    public async Task Index_BackToTheFirstModel_EncodesNothing()
    {
        await _workspace.IndexAsync();
        await using KnowledgeBase first = await _workspace.OpenAsync();
        Dictionary<string, double> before = Scores(await first.QueryAsync("the harbour", Dense, Workspace.Token));
        await _workspace.IndexAsync(_other);
        Assert.Empty((await first.QueryAsync("the harbour", Dense, Workspace.Token)).Hits);

        Assert.Equal(0, (await first.IndexAsync(_workspace.Documents, cancellationToken: Workspace.Token)).Encoded);

        Assert.Equal(Pages, before.Count);
        Assert.Equal(before, Scores(await first.QueryAsync("the harbour", Dense, Workspace.Token)));
    }

    [Fact]
    public async Task Index_AnotherChunker_ChunksEveryDocumentAgain()
    {
        _workspace.Write(
            "long.txt", string.Join("\n\n", Enumerable.Range(0, 20).Select(i => $"Paragraph {i} tells of the harbour and its boats.")));
        KnowledgeBaseOptions fine = _workspace.Options with { Chunker = new StructureChunker(8, 10) };
        await _workspace.IndexAsync();
        await using KnowledgeBase knowledge = await _workspace.OpenAsync(fine);
        int coarse = (await knowledge.GetStatusAsync(Workspace.Token)).Passages;

        IndexReport report = await knowledge.IndexAsync(_workspace.Documents, cancellationToken: Workspace.Token);
        KnowledgeBaseStatus status = await knowledge.GetStatusAsync(Workspace.Token);

        Assert.Equal((Pages + 1, 0), (report.Indexed, report.Unchanged));
        Assert.True(status.Passages > coarse);
        Assert.Equal(status.Passages, status.Encoded);
        Assert.Equal(Pages + 1, (await knowledge.IndexAsync(_workspace.Documents, cancellationToken: Workspace.Token)).Unchanged);
    }

    private static Dictionary<string, double> Scores(SearchResults results) => results.Hits.ToDictionary(hit => hit.Path, hit => hit.Score);
}
