namespace SearchEngine.Runtime.Checkpoints;

/// <summary>Files of a model that may be symbolic links, as in the cache of Hugging Face's tools: size and time of a link are not those of what it points to.</summary>
internal static class LinkedFile
{
    /// <summary>The file itself, or the one at the end of its links.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static FileInfo Resolve(string path) => new(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path);
}
