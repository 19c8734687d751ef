using Lucene.Net.Store;
using Directory = Lucene.Net.Store.Directory;

namespace SearchEngine.Index.Tests.Lexical;

/// <summary>A directory on a disk that fails after a number of operations, or for merges.</summary>
internal sealed class FailingDirectory(Directory inner) : FilterDirectory(inner)
{
    /// <summary>The number of operations that still succeed.</summary>
    public int RemainingOperations { get; set; } = int.MaxValue;

    /// <summary>Whether merges fail.</summary>
    public bool FailMerges { get; set; }

    public int Failures { get; private set; }

    public override IndexOutput CreateOutput(string name, IOContext context)
    {
        Count();
        if (FailMerges && context.Context == IOContext.UsageContext.MERGE) Fail();
        return new Output(this, base.CreateOutput(name, context));
    }

    public override void Sync(ICollection<string> names)
    {
        Count();
        base.Sync(names);
    }

    public override void DeleteFile(string name)
    {
        Count();
        base.DeleteFile(name);
    }

    private void Count()
    {
        if (RemainingOperations-- <= 0) Fail();
    }

    private void Fail()
    {
        Failures++;
        throw new IOException("No space left on device");
    }

    private sealed class Output(FailingDirectory directory, IndexOutput inner) : IndexOutput
    {
        public override long Position => inner.Position;

        public override long Length
        {
            get => inner.Length;
            set => inner.Length = value;
        }

        public override long Checksum => inner.Checksum;

        public override void WriteByte(byte b)
        {
            directory.Count();
            inner.WriteByte(b);
        }

        public override void WriteBytes(byte[] b, int offset, int length)
        {
            directory.Count();
            inner.WriteBytes(b, offset, length);
        }

        public override void Flush() => inner.Flush();

        [Obsolete("Obsolete in Lucene, too.")]
        public override void Seek(long pos) => inner.Seek(pos);

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
        }
    }
}
