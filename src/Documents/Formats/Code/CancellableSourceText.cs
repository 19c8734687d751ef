using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace SearchEngine.Documents.Formats.Code;

/// <summary>
/// Source text that cancels parsing. While Roslyn skips text it does not understand, it does not check its token, but it still
/// asks for more text.
/// </summary>
internal sealed class CancellableSourceText(string text, CancellationToken cancellation) : SourceText
{
    public override Encoding? Encoding => null;

    public override int Length => text.Length;

    public override char this[int position] => text[position];

    public override void CopyTo(int sourceIndex, char[] destination, int destinationIndex, int count)
    {
        cancellation.ThrowIfCancellationRequested();
        text.CopyTo(sourceIndex, destination, destinationIndex, count);
    }

    public override string ToString(TextSpan span) => text.Substring(span.Start, span.Length);
}
