using System.Reflection;
using SearchEngine.Ingestion;

namespace SearchEngine.Engine.Tests;

/// <summary>Every public member refuses to be used after the knowledge base is disposed.</summary>
public sealed class GuardTests : IDisposable
{
    /// <summary>A call of each member, by the member's name and parameters.</summary>
    private static readonly Dictionary<string, Func<KnowledgeBase, string, Task>> Calls = new()
    {
        ["AsChatClient(options)"] = (knowledge, _) => Run(() => knowledge.AsChatClient()),
        ["AskAsync(question, options, cancellationToken)"] = (knowledge, _) => knowledge.AskAsync("When?", null, Workspace.Token),
        ["AskStreamingAsync(question, options, cancellationToken)"] =
            (knowledge, _) => MoveNextAsync(knowledge.AskStreamingAsync("When?", null, Workspace.Token)),
        ["Encoder"] = (knowledge, _) => Run(() => knowledge.Encoder),
        ["FindCollection(folder)"] = (knowledge, folder) => Run(() => knowledge.FindCollection(folder)),
        ["FindDocuments(reference)"] = (knowledge, _) => Run(() => knowledge.FindDocuments("page.md")),
        ["Generator"] = (knowledge, _) => Run(() => knowledge.Generator),
        ["GetAsync(collection, path, cancellationToken)"] = (knowledge, _) => knowledge.GetAsync("docs", "page.md", Workspace.Token),
        ["GetFilesAsync(collection, cancellationToken)"] = (knowledge, _) => knowledge.GetFilesAsync(null, Workspace.Token),
        ["GetStatusAsync(cancellationToken)"] = (knowledge, _) => knowledge.GetStatusAsync(Workspace.Token),
        ["HasCollection(name)"] = (knowledge, _) => Run(() => knowledge.HasCollection("docs")),
        ["IndexAsync(collection, documents, progress, cancellationToken)"] =
            (knowledge, _) => knowledge.IndexAsync("mine", AsyncEnumerable.Empty<Document>(), null, Workspace.Token),
        ["IndexAsync(folder, options, progress, cancellationToken)"] =
            (knowledge, folder) => knowledge.IndexAsync(folder, new IndexOptions(), null, Workspace.Token),
        ["IndexAsync(folder, progress, cancellationToken)"] = (knowledge, folder) => knowledge.IndexAsync(folder, null, Workspace.Token),
        ["Notices"] = (knowledge, _) => Run(() => knowledge.Notices),
        ["PreviewAsync(folder, options, cancellationToken)"] = (knowledge, folder) => knowledge.PreviewAsync(folder, null, Workspace.Token),
        ["QueryAsync(query, options, cancellationToken)"] = (knowledge, _) => knowledge.QueryAsync("ledger", null, Workspace.Token),
        ["RemoveAsync(collection, cancellationToken)"] = (knowledge, _) => knowledge.RemoveAsync("docs", Workspace.Token),
        ["RemoveAsync(collection, path, cancellationToken)"] =
            (knowledge, _) => knowledge.RemoveAsync("docs", "page.md", Workspace.Token),
        ["Reranker"] = (knowledge, _) => Run(() => knowledge.Reranker),
        ["WatchAsync(folder, options, progress, cancellationToken)"] =
            (knowledge, folder) => MoveNextAsync(knowledge.WatchAsync(folder, null, null, Workspace.Token)),
    };

    private readonly Workspace _workspace = new();

    public static TheoryData<string> Members => [.. Calls.Keys];

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [MemberData(nameof(Members))]
    public async Task AMember_AfterDisposal_ThrowsObjectDisposedException(string member)
    {
        _workspace.WritePages(1);
        await _workspace.IndexAsync();
        KnowledgeBase knowledge = await _workspace.OpenAsync();
        await knowledge.DisposeAsync();

        ObjectDisposedException thrown = await Assert.ThrowsAsync<ObjectDisposedException>(
            () => Calls[member](knowledge, _workspace.Documents));

        Assert.Equal(typeof(KnowledgeBase).FullName, thrown.ObjectName);
    }

    [Fact]
    public void EveryPublicMember_IsCalledByThisTest()
    {
        const BindingFlags declared = BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        IEnumerable<string> properties = typeof(KnowledgeBase).GetProperties(declared).Select(property => property.Name);
        IEnumerable<string> methods = typeof(KnowledgeBase).GetMethods(declared)
            .Where(method => !method.IsSpecialName && !method.Name.StartsWith("Dispose", StringComparison.Ordinal))
            .Select(method => $"{method.Name}({string.Join(", ", method.GetParameters().Select(parameter => parameter.Name))})");

        Assert.Equal(properties.Concat(methods).Order(StringComparer.Ordinal), Calls.Keys.Order(StringComparer.Ordinal));
    }

    private static Task Run(Func<object?> call)
    {
        call();
        return Task.CompletedTask;
    }

    private static async Task MoveNextAsync<T>(IAsyncEnumerable<T> sequence)
    {
        await using IAsyncEnumerator<T> enumerator = sequence.GetAsyncEnumerator(Workspace.Token);
        await enumerator.MoveNextAsync();
    }
}
