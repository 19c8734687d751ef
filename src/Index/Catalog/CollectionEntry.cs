namespace SearchEngine.Index.Catalog;

/// <summary>A folder of documents under a name.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name, unique in the index.</param>
/// <param name="Root">The folder that the paths of its documents are relative to.</param>
public sealed record CollectionEntry(long Id, string Name, string Root);
