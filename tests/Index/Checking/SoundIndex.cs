using SearchEngine.Index.Contracts;
using SearchEngine.Tests;

namespace SearchEngine.Index.Tests.Checking;

/// <summary>An index with several commits, updates and removals, shared by the tests of a class, and what searches find in it.</summary>
public sealed class SoundIndex : IDisposable
{
    public const int Documents = 60;

    private readonly TemporaryFolder _folder = new();

    public SoundIndex()
    {
        using (SearchIndex index = SearchIndex.Open(Folder, IndexAccess.Write))
        {
            long docs = index.Catalog.GetOrAddCollection("docs", "/docs").Id;
            for (int i = 0; i < Documents; i++)
            {
                index.Catalog.PutDocument(
                    docs,
                    Samples.Document(
                        $"doc{i}",
                        $"apple number{i} {string.Join(' ', Enumerable.Repeat("filler", 50))}",
                        $"pear number{i % 7}",
                        "apple pear"));
                if (i % 10 == 9) index.EmbedAll();
                if (i % 15 == 14) index.Commit();
            }
            index.Catalog.TryRemoveDocument(docs, "doc5");
            index.Catalog.PutDocument(docs, Samples.Document("doc6", "apple number6 again"));
            index.EmbedAll();
            index.Commit();
        }
        Answers = Answer(Folder);
    }

    public string Folder => _folder["index"];

    internal (Hit[] Words, Hit[] Vectors) Answers { get; }

    internal static (Hit[] Words, Hit[] Vectors) Answer(string folder)
    {
        using SearchIndex index = SearchIndex.Open(folder, IndexAccess.Read);
        return ([.. index.SearchWords("apple number3 pear", 50)], [.. index.SearchVectors(Samples.VectorOf("query"), 50)]);
    }

    public void Dispose() => _folder.Dispose();
}
