namespace SearchEngine.Runtime.Checkpoints;

/// <summary>
/// Resolves model files that are symbolic links, as in the cache of Hugging Face's tools: the size and time of a link are not those of its
/// target.
/// </summary>
internal static class LinkedFile
{
    /// <summary>Returns the file itself, or the final target of its links.</summary>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    public static FileInfo Resolve(string path) => new(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path);
}
