using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace SearchEngine.Documents.Formats.Code;

/// <summary>Text for Roslyn that ends the parsing of it: where a parser skips what it does not understand it looks at no token, but it goes on to ask for text.</summary>
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
