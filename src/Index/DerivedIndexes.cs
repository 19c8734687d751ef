using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Files;
using SearchEngine.Index.Lexical;
using SearchEngine.Index.Vectors;

namespace SearchEngine.Index;

/// <summary>What is derived from the catalog: opened, caught up and, if need be, made anew.</summary>
/// <remarks>All but searching is done under the lock of <see cref="SearchIndex"/>.</remarks>
internal sealed class DerivedIndexes : IDisposable
{
    private readonly DerivedIndexFactory _factory;
    private readonly string _lexicalFolder, _vectorFolder, _catalog;
    private volatile LexicalIndex _lexical;
    private volatile IVectorIndex _vectors;

    /// <param name="folder">The index's folder.</param>
    /// <param name="catalog">Identity of the catalog that all is derived from.</param>
    /// <param name="mayRebuild">Whether to throw away what is damaged; otherwise it is an error.</param>
    /// <param name="parts">How to open them.</param>
    public DerivedIndexes(string folder, string catalog, bool mayRebuild, DerivedIndexFactory parts)
    {
        _factory = parts;
        _catalog = catalog;
        _lexicalFolder = IndexFolder.GetLexicalPath(folder);
        _vectorFolder = IndexFolder.GetVectorPath(folder);
        _lexical = Open(_lexicalFolder, parts.OpenLexical, mayRebuild);
        _vectors = Open(_vectorFolder, parts.OpenVectors, mayRebuild);
    }

    public LexicalIndex Lexical => _lexical;

    public IVectorIndex Vectors => _vectors;

    /// <summary>What the index of words is made from: the catalog of an identity, by the analyzer of this version.</summary>
    public static string GetLexicalSource(string catalog) => $"{catalog}/{TextAnalyzer.Version}";

    /// <summary>What vectors are made from: the catalog of an identity, by a model.</summary>
    public static string GetVectorSource(string catalog, string? model) => $"{catalog}/{model}";

    /// <summary>The generation that all of it has reached.</summary>
    public long GetGeneration(string? model) => model is null ? _lexical.Stamp.Generation : Math.Min(_lexical.Stamp.Generation, _vectors.Stamp.Generation);

    public bool IsCurrent(CatalogSnapshot snapshot, string? model) =>
        _lexical.Stamp == GetLexicalStamp(snapshot) && _vectors.Stamp == GetVectorStamp(snapshot, model);

    /// <summary>Whether vectors of <paramref name="stamp"/> are those of <paramref name="model"/>: vectors of two models are never compared.</summary>
    public bool HasVectorsOf(DerivedStamp stamp, string? model) => model is not null && stamp.Source == GetVectorSource(_catalog, model);

    /// <summary>Applies what the catalog says has changed; what turns out to be damaged is made anew.</summary>
    public void CatchUp(CatalogSnapshot snapshot, string? model)
    {
        RetryAfterRecreating(() => CatchUpLexical(snapshot), RecreateLexical);
        RetryAfterRecreating(() => CatchUpVectors(snapshot, model), RecreateVectors);
    }

    public void RecreateLexical() => _lexical = Recreate(_lexicalFolder, _lexical, _factory.OpenLexical);

    public void RecreateVectors() => _vectors = Recreate(_vectorFolder, _vectors, _factory.OpenVectors);

    /// <summary>Looks for what another process has committed.</summary>
    /// <remarks>
    /// It commits words first. Looked at last, they are never behind the vectors: then a document that was replaced in between would be found by neither its old words nor its new ones.
    /// </remarks>
    public void Refresh()
    {
        _vectors.Refresh();
        _lexical.Refresh();
    }

    public void Dispose()
    {
        _lexical.Dispose();
        _vectors.Dispose();
    }

    private DerivedStamp GetLexicalStamp(CatalogSnapshot snapshot) => new(GetLexicalSource(_catalog), snapshot.Generation);

    /// <summary>Without a model there are no vectors, and the index is as empty as a new one.</summary>
    private DerivedStamp GetVectorStamp(CatalogSnapshot snapshot, string? model) =>
        model is null ? new DerivedStamp("", 0) : new DerivedStamp(GetVectorSource(_catalog, model), snapshot.Generation);

    private void CatchUpLexical(CatalogSnapshot snapshot)
    {
        DerivedStamp wanted = GetLexicalStamp(snapshot);
        if (_lexical.Stamp == wanted) return;
        if (NeedsRebuild(snapshot, _lexical.Stamp, wanted)) RecreateLexical();
        long from = GetStartGeneration(_lexical.Stamp, wanted);
        _lexical.Update(from == 0 ? [] : snapshot.GetRemovedChunks(from), snapshot.GetChunkWords(from), wanted);
    }

    private void CatchUpVectors(CatalogSnapshot snapshot, string? model)
    {
        DerivedStamp wanted = GetVectorStamp(snapshot, model);
        if (_vectors.Stamp == wanted) return;
        if (model is null)
        {
            RecreateVectors();
            return;
        }
        if (NeedsRebuild(snapshot, _vectors.Stamp, wanted)) RecreateVectors();
        long from = GetStartGeneration(_vectors.Stamp, wanted);
        _vectors.Update(from == 0 ? [] : snapshot.GetRemovedChunks(from), snapshot.GetChunkVectors(model, from), wanted);
    }

    /// <summary>The generation to catch up from. What was made from another source starts from nothing, in one commit: until then it is found as it was.</summary>
    private static long GetStartGeneration(DerivedStamp actual, DerivedStamp expected) => actual.Source == expected.Source ? actual.Generation : 0;

    /// <summary>Whether the catalog no longer says what has changed since, as after it was restored from a copy.</summary>
    private static bool NeedsRebuild(CatalogSnapshot snapshot, DerivedStamp actual, DerivedStamp expected) =>
        actual.Generation > 0 && actual.Source == expected.Source && !snapshot.CanCatchUpFrom(actual.Generation);

    private static void RetryAfterRecreating(Action work, Action recreate)
    {
        try
        {
            work();
        }
        catch (DamagedIndexException)
        {
            recreate();
            work();
        }
    }

    private static T Open<T>(string folder, Func<string, T> open, bool allowRebuild)
    {
        try
        {
            return open(folder);
        }
        catch (DamagedIndexException) when (allowRebuild)
        {
            Directory.Delete(folder, recursive: true);
            return open(folder);
        }
    }

    private static T Recreate<T>(string folder, T old, Func<string, T> open) where T : IDisposable
    {
        old.Dispose();
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        return open(folder);
    }
}
