namespace SearchEngine.Index.Catalog;

/// <summary>A named folder of documents.</summary>
/// <param name="Id">The collection's id.</param>
/// <param name="Name">Its name, unique in the index.</param>
/// <param name="Root">The folder that document paths are relative to.</param>
internal sealed record CollectionEntry(long Id, string Name, string Root);
