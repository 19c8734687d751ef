using SearchEngine.Index.Contracts;

namespace SearchEngine.Ingestion;

/// <summary>A folder has no files any more, and <see cref="IndexOptions.AllowEmpty"/> was not given.</summary>
internal sealed class EmptiedFolderException(string folder, int documents) : IndexException(
    $"{folder} is empty, but the index contains {documents} files from it. If its disk is not mounted, mount it; "
    + "to remove the files from the index, run 'search index' with --allow-empty.");
