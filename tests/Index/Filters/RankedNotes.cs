using SearchEngine.Index.Contracts;
using SearchEngine.Tests;

namespace SearchEngine.Index.Tests.Filters;

/// <summary>
/// An index whose documents are ordered by decreasing similarity to a query, lexically and by vectors. Tests only
/// search it.
/// </summary>
public sealed class RankedNotes : IDisposable
{
    internal const int Count = 500;
    internal static readonly float[] Query = Samples.Vector(1);

    private readonly TemporaryFolder _folder = new();

    public RankedNotes()
    {
        Index = SearchIndex.Open(_folder["index"], IndexAccess.Write);
        Collection = Index.Catalog.GetOrAddCollection("notes", "/notes").Id;
        for (int i = 0; i < Count; i++) Put(i, $"zebra {string.Join(' ', Enumerable.Repeat("filler", i))} number{i}");
        Index.UseModel(Samples.Model);
        Index.Commit();
    }

    internal SearchIndex Index { get; }

    public long Collection { get; }

    public void Dispose()
    {
        Index.Dispose();
        _folder.Dispose();
    }

    private void Put(int i, string text)
    {
        string[] tags = [.. new[] { 2, 7, Count }.Where(step => i % step == step - 1).Select(step => $"every{step}")];
        Dictionary<string, string> fields = new() { ["tag"] = string.Join(", ", tags), ["rank"] = $"{i}" };
        Index.Catalog.PutDocument(Collection, Samples.Document($"doc{i}", text) with { Fields = fields });
        float[] noise = Samples.Vector(i + 2);
        float[] near = [.. Query.Select((x, d) => x + noise[d] * (i + 1) / 100)];
        float norm = MathF.Sqrt(near.Sum(x => x * x));
        Index.Catalog.PutEmbeddings(Samples.Model, [new($"key:{text}", near.Select(x => x / norm).ToArray())]);
    }
}
