using System.Globalization;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Lexical;

/// <summary>A chunk as Lucene indexes it. Nothing is stored: the catalog has it.</summary>
internal static class ChunkDocument
{
    public static Document Of(ChunkWords chunk)
    {
        Document document =
        [
            new StringField(ChunkFields.Key, Key(chunk.ChunkId), Field.Store.NO),
            new NumericDocValuesField(ChunkFields.Id, chunk.ChunkId),
            new TextField(ChunkFields.Body, chunk.Text, Field.Store.NO),
        ];
        AddHead(document, ChunkFields.Title, chunk.Title);
        AddHead(document, ChunkFields.Heading, chunk.Heading);
        return document;
    }

    public static Term Term(long chunkId) => new(ChunkFields.Key, Key(chunkId));

    private static void AddHead(Document document, string field, string text)
    {
        if (text.Length == 0) return;
        document.Add(new TextField(field, text, Field.Store.NO));
        document.Add(new TextField(ChunkFields.Body, text, Field.Store.NO));
    }

    private static string Key(long chunkId) => chunkId.ToString(CultureInfo.InvariantCulture);
}
