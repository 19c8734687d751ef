using SearchEngine.Tests;

namespace SearchEngine.Reranker.Tests;

/// <summary>The shipped model, loaded once for all tests of a class.</summary>
public sealed class ShippedModel : IDisposable
{
    public static string Folder => Path.Combine(Repository.Models, "reranker-mini-v1");

    public CrossEncoder Model { get; } = CrossEncoder.Load(Folder);

    public void Dispose() => Model.Dispose();
}
