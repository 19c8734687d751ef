using Lucene.Net.Store;
using SearchEngine.Index.Lexical;

namespace SearchEngine.Crash.Tests.Faults;

/// <summary>A directory of Lucene whose file operations can fail.</summary>
internal sealed class FaultyDirectory(string folder, Fault fault) : FSDirectory(new DirectoryInfo(folder), NoLockFactory.GetNoLockFactory())
{
    private readonly MappedDirectory _disk = new(folder);

    public override IndexInput OpenInput(string name, IOContext context)
    {
        fault.ThrowIfStruck(Store.Lexical, Operation.Read);
        return _disk.OpenInput(name, context);
    }

    public override IndexInputSlicer CreateSlicer(string name, IOContext context)
    {
        fault.ThrowIfStruck(Store.Lexical, Operation.Read);
        return _disk.CreateSlicer(name, context);
    }

    public override IndexOutput CreateOutput(string name, IOContext context)
    {
        fault.ThrowIfStruck(Store.Lexical, Operation.Create);
        return new Output(base.CreateOutput(name, context), fault);
    }

    public override void Sync(ICollection<string> names)
    {
        fault.ThrowIfStruck(Store.Lexical, Operation.Flush);
        base.Sync(names);
    }

    public override void DeleteFile(string name)
    {
        fault.ThrowIfStruck(Store.Lexical, Operation.Delete);
        base.DeleteFile(name);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _disk.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>A file that is written one buffer at a time.</summary>
    private sealed class Output(IndexOutput disk, Fault fault) : BufferedIndexOutput
    {
        public override long Length => disk.Length;

        protected override void FlushBuffer(byte[] b, int offset, int len)
        {
            Error? error = fault.Strike(Store.Lexical, Operation.Write);
            if (error is null or Error.ShortWrite)
            {
                disk.WriteBytes(b, offset, error is null ? len : len / 2);
                disk.Flush();
            }
            if (error is not null) throw Fault.CreateException(error.Value);
        }

        protected override void Dispose(bool disposing)
        {
            if (!disposing) return;
            try
            {
                base.Dispose(disposing);
            }
            finally
            {
                disk.Dispose();
            }
        }
    }
}
