using Lucene.Net.Index;
using Lucene.Net.Store;
using SearchEngine.Index.Files;

namespace SearchEngine.Index.Lexical;

/// <summary>
/// A folder whose files are memory-mapped for reading, so that searches make no system calls and do not wait for each other.
/// Lucene does the writing.
/// </summary>
/// <remarks>
/// A file is unmapped when its last reader is closed, so a search must hold that reader, as SearcherManager ensures; reading
/// through a closed reader throws. Lucene.Net's own mapped directory can crash the process when a reader is closed during a
/// search (apache/lucenenet issue 1013).
/// </remarks>
internal sealed class MappedDirectory(string folder) : FSDirectory(new DirectoryInfo(folder), NoLockFactory.GetNoLockFactory())
{
    public override IndexInput OpenInput(string name, IOContext context)
    {
        MappedIndexFile file = MapFile(name);
        return new MappedIndexInput(name, file, 0, file.Length, owns: true);
    }

    public override IndexInputSlicer CreateSlicer(string name, IOContext context) => new Slicer(name, MapFile(name));

    /// <summary>Deletes one of Lucene's files; a damaged commit may name others.</summary>
    public override void DeleteFile(string name)
    {
        if (OwnFiles.IsDerivedName(name)) base.DeleteFile(name);
    }

    private MappedIndexFile MapFile(string name)
    {
        EnsureOpen();
        if (name != Path.GetFileName(name)) throw new CorruptIndexException($"{name} is not the name of a file in this folder");
        return new MappedIndexFile(Path.Combine(Directory.FullName, name));
    }

    /// <summary>Opens the parts of a compound file, which contains several files.</summary>
    private sealed class Slicer(string name, MappedIndexFile file) : IndexInputSlicer
    {
        public override IndexInput OpenSlice(string sliceDescription, long offset, long length)
        {
            if (offset < 0 || length < 0 || offset > file.Length - length)
                throw new EndOfStreamException($"{name}: cannot read {length} bytes at {offset}, the file has {file.Length} bytes");
            return new MappedIndexInput($"{name}/{sliceDescription}", file, offset, length, owns: false);
        }

        [Obsolete("Lucene calls this only for indexes of its version 3.")]
        public override IndexInput OpenFullSlice() => OpenSlice("", 0, file.Length);

        protected override void Dispose(bool disposing)
        {
            if (disposing) file.Dispose();
        }
    }
}
