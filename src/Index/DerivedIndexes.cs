using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Files;
using SearchEngine.Index.Lexical;
using SearchEngine.Index.Vectors;

namespace SearchEngine.Index;

/// <summary>
/// The lexical and the vector index, which are derived from the catalog: opened, caught up with it and rebuilt if
/// necessary.
/// </summary>
/// <remarks>Everything except searching happens under the lock of <see cref="SearchIndex"/>.</remarks>
internal sealed class DerivedIndexes : IDisposable
{
    private readonly DerivedIndexFactory _factory;
    private readonly string _lexicalFolder, _vectorFolder, _catalog;
    private volatile LexicalIndex _lexical;
    private volatile IVectorIndex _vectors;

    /// <param name="folder">The index folder.</param>
    /// <param name="catalog">The identity of the catalog that everything is derived from.</param>
    /// <param name="allowRebuild">Whether to discard a damaged index; otherwise damage is an error.</param>
    /// <param name="factory">Opens the indexes.</param>
    public DerivedIndexes(string folder, string catalog, bool allowRebuild, DerivedIndexFactory factory)
    {
        _factory = factory;
        _catalog = catalog;
        _lexicalFolder = IndexFolder.GetLexicalPath(folder);
        _vectorFolder = IndexFolder.GetVectorPath(folder);
        _lexical = Open(_lexicalFolder, factory.OpenLexical, allowRebuild);
        _vectors = Open(_vectorFolder, factory.OpenVectors, allowRebuild);
    }

    public LexicalIndex Lexical => _lexical;

    public IVectorIndex Vectors => _vectors;

    /// <summary>Returns the generation that all derived indexes have reached.</summary>
    public long GetGeneration(string? model) =>
        model is null ? _lexical.Stamp.Generation : Math.Min(_lexical.Stamp.Generation, _vectors.Stamp.Generation);

    public bool IsCurrent(CatalogSnapshot snapshot, string? model) =>
        _lexical.Stamp == GetLexicalStamp(snapshot) && _vectors.Stamp == GetVectorStamp(snapshot, model);

    /// <summary>
    /// Returns whether vectors with <paramref name="stamp"/> come from <paramref name="model"/>. Vectors of two
    /// models are never compared.
    /// </summary>
    public bool HasVectorsOf(DerivedStamp stamp, string? model) =>
        model is not null && stamp.Source == SegmentVectorIndex.GetSource(_catalog, model);

    /// <summary>Applies the changes that the catalog records, and rebuilds an index that turns out to be damaged.</summary>
    public void CatchUp(CatalogSnapshot snapshot, string? model)
    {
        RetryAfterRecreating(() => CatchUpLexical(snapshot), RecreateLexical);
        RetryAfterRecreating(() => CatchUpVectors(snapshot, model), RecreateVectors);
    }

    /// <summary>Loads what another process has committed.</summary>
    /// <remarks>
    /// Writers commit words before vectors. Words are refreshed last, so they are never older than the vectors;
    /// otherwise a document that was replaced in between would be found neither by its old words nor by its new ones.
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

    private void RecreateLexical() => _lexical = Recreate(_lexicalFolder, _lexical, _factory.OpenLexical);

    private void RecreateVectors() => _vectors = Recreate(_vectorFolder, _vectors, _factory.OpenVectors);

    private DerivedStamp GetLexicalStamp(CatalogSnapshot snapshot) => new(LexicalIndex.GetSource(_catalog), snapshot.Generation);

    /// <summary>
    /// Returns the stamp of an up-to-date vector index. Without a model there are no vectors, and the index is as
    /// empty as a new one.
    /// </summary>
    private DerivedStamp GetVectorStamp(CatalogSnapshot snapshot, string? model) =>
        model is null ? new DerivedStamp("", 0) : new DerivedStamp(SegmentVectorIndex.GetSource(_catalog, model), snapshot.Generation);

    private void CatchUpLexical(CatalogSnapshot snapshot)
    {
        DerivedStamp expected = GetLexicalStamp(snapshot);
        if (_lexical.Stamp == expected) return;
        if (NeedsRebuild(snapshot, _lexical.Stamp, expected)) RecreateLexical();
        long from = GetStartGeneration(_lexical.Stamp, expected);
        _lexical.Update(from == 0 ? [] : snapshot.GetRemovedChunks(from), snapshot.GetChunkWords(from), expected);
    }

    private void CatchUpVectors(CatalogSnapshot snapshot, string? model)
    {
        DerivedStamp expected = GetVectorStamp(snapshot, model);
        if (_vectors.Stamp == expected) return;
        if (model is null)
        {
            RecreateVectors();
            return;
        }
        if (NeedsRebuild(snapshot, _vectors.Stamp, expected)) RecreateVectors();
        long from = GetStartGeneration(_vectors.Stamp, expected);
        _vectors.Update(from == 0 ? [] : snapshot.GetRemovedChunks(from), snapshot.GetChunkVectors(model, from), expected);
    }

    /// <summary>
    /// Returns the generation to catch up from. An index with another source starts from nothing, in one commit;
    /// until then its old content stays searchable.
    /// </summary>
    private static long GetStartGeneration(DerivedStamp actual, DerivedStamp expected) =>
        actual.Source == expected.Source ? actual.Generation : 0;

    /// <summary>
    /// Returns whether the catalog no longer records all changes since, as after it was restored from a backup.
    /// </summary>
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
            OwnFiles.DeleteDerived(folder);
            return open(folder);
        }
    }

    private static T Recreate<T>(string folder, T old, Func<string, T> open) where T : IDisposable
    {
        old.Dispose();
        OwnFiles.DeleteDerived(folder);
        return open(folder);
    }
}
