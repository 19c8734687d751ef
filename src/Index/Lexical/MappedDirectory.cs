using Lucene.Net.Store;

namespace SearchEngine.Index.Lexical;

/// <summary>
/// A folder whose files are mapped to be read, so that a search costs no system calls and searches do not wait for each other. Writing is left to Lucene.
/// </summary>
/// <remarks>
/// A file is unmapped when its last reader is closed, and whoever reads from it must hold that reader, as SearcherManager sees to: reads through a reader that was
/// closed throw. That Lucene.Net's own mapping can take the process down comes of readers closed under a search (apache/lucenenet issue 1013).
/// </remarks>
internal sealed class MappedDirectory(string folder) : FSDirectory(new DirectoryInfo(folder), NoLockFactory.GetNoLockFactory())
{
    public override IndexInput OpenInput(string name, IOContext context)
    {
        MappedIndexFile file = MapFile(name);
        return new MappedIndexInput(name, file, 0, file.Length, owns: true);
    }

    public override IndexInputSlicer CreateSlicer(string name, IOContext context) => new Slicer(name, MapFile(name));

    private MappedIndexFile MapFile(string name)
    {
        EnsureOpen();
        return new MappedIndexFile(Path.Combine(Directory.FullName, name));
    }

    /// <summary>A compound file, which holds several.</summary>
    private sealed class Slicer(string name, MappedIndexFile file) : IndexInputSlicer
    {
        public override IndexInput OpenSlice(string sliceDescription, long offset, long length)
        {
            if (offset < 0 || length < 0 || offset > file.Length - length)
                throw new EndOfStreamException($"{name}: {length} bytes wanted at {offset}, the length is {file.Length}");
            return new MappedIndexInput($"{name}/{sliceDescription}", file, offset, length, owns: false);
        }

        [Obsolete("Lucene asks for this in indexes of its version 3 only.")]
        public override IndexInput OpenFullSlice() => OpenSlice("", 0, file.Length);

        protected override void Dispose(bool disposing)
        {
            if (disposing) file.Dispose();
        }
    }
}
