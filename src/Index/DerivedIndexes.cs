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
    private readonly DerivedParts _parts;
    private readonly string _lexicalFolder, _vectorFolder, _catalog;
    private volatile ILexicalIndex _lexical;
    private volatile IVectorIndex _vectors;

    /// <param name="folder">The index's folder.</param>
    /// <param name="catalog">Identity of the catalog that all is derived from.</param>
    /// <param name="mayRebuild">Whether to throw away what is damaged; otherwise it is an error.</param>
    /// <param name="parts">How to open them.</param>
    public DerivedIndexes(string folder, string catalog, bool mayRebuild, DerivedParts parts)
    {
        _parts = parts;
        _catalog = catalog;
        _lexicalFolder = IndexFolder.Lexical(folder);
        _vectorFolder = IndexFolder.Vectors(folder);
        _lexical = Open(_lexicalFolder, parts.Lexical, mayRebuild);
        _vectors = Open(_vectorFolder, parts.Vectors, mayRebuild);
    }

    public ILexicalIndex Lexical => _lexical;

    public IVectorIndex Vectors => _vectors;

    /// <summary>What the index of words is made from: the catalog of an identity, by the analyzer of this version.</summary>
    public static string LexicalSource(string catalog) => $"{catalog}/{TextAnalyzer.Version}";

    /// <summary>What vectors are made from: the catalog of an identity, by a model.</summary>
    public static string VectorSource(string catalog, string? model) => $"{catalog}/{model}";

    /// <summary>The generation that all of it has reached.</summary>
    public long Generation(string? model) => model is null ? _lexical.Stamp.Generation : Math.Min(_lexical.Stamp.Generation, _vectors.Stamp.Generation);

    public bool IsCurrent(CatalogSnapshot snapshot, string? model) =>
        _lexical.Stamp == LexicalStamp(snapshot) && _vectors.Stamp == VectorStamp(snapshot, model);

    /// <summary>Whether vectors of <paramref name="stamp"/> are those of <paramref name="model"/>: vectors of two models are never compared.</summary>
    public bool Embeds(DerivedStamp stamp, string? model) => model is not null && stamp.Source == VectorSource(_catalog, model);

    /// <summary>Applies what the catalog says has changed; what turns out to be damaged is made anew.</summary>
    public void CatchUp(CatalogSnapshot snapshot, string? model)
    {
        Retry(() => CatchUpLexical(snapshot), RecreateLexical);
        Retry(() => CatchUpVectors(snapshot, model), RecreateVectors);
    }

    public void RecreateLexical() => _lexical = Recreate(_lexicalFolder, _lexical, _parts.Lexical);

    public void RecreateVectors() => _vectors = Recreate(_vectorFolder, _vectors, _parts.Vectors);

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

    private DerivedStamp LexicalStamp(CatalogSnapshot snapshot) => new(LexicalSource(_catalog), snapshot.Generation);

    /// <summary>Without a model there are no vectors, and the index is as empty as a new one.</summary>
    private DerivedStamp VectorStamp(CatalogSnapshot snapshot, string? model) =>
        model is null ? new DerivedStamp("", 0) : new DerivedStamp(VectorSource(_catalog, model), snapshot.Generation);

    private void CatchUpLexical(CatalogSnapshot snapshot)
    {
        DerivedStamp wanted = LexicalStamp(snapshot);
        if (_lexical.Stamp == wanted) return;
        if (IsOutOfReach(snapshot, _lexical.Stamp, wanted)) RecreateLexical();
        long from = Reached(_lexical.Stamp, wanted);
        _lexical.Update(from == 0 ? [] : snapshot.Removed(from), snapshot.Words(from), wanted);
    }

    private void CatchUpVectors(CatalogSnapshot snapshot, string? model)
    {
        DerivedStamp wanted = VectorStamp(snapshot, model);
        if (_vectors.Stamp == wanted) return;
        if (model is null)
        {
            RecreateVectors();
            return;
        }
        if (IsOutOfReach(snapshot, _vectors.Stamp, wanted)) RecreateVectors();
        long from = Reached(_vectors.Stamp, wanted);
        _vectors.Update(from == 0 ? [] : snapshot.Removed(from), snapshot.Vectors(model, from), wanted);
    }

    /// <summary>The generation to catch up from. What was made from another source starts from nothing, in one commit: until then it is found as it was.</summary>
    private static long Reached(DerivedStamp has, DerivedStamp wanted) => has.Source == wanted.Source ? has.Generation : 0;

    /// <summary>Whether the catalog no longer says what has changed since, as after it was restored from a copy.</summary>
    private static bool IsOutOfReach(CatalogSnapshot snapshot, DerivedStamp has, DerivedStamp wanted) =>
        has.Generation > 0 && has.Source == wanted.Source && !snapshot.CanCatchUpFrom(has.Generation);

    private static void Retry(Action work, Action recreate)
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

    private static T Open<T>(string folder, Func<string, T> open, bool mayRebuild)
    {
        try
        {
            return open(folder);
        }
        catch (DamagedIndexException) when (mayRebuild)
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
