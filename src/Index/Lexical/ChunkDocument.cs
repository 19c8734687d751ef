using System.Globalization;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Lexical;

/// <summary>Converts chunks to Lucene documents. Fields are indexed and not stored, since the catalog has the texts.</summary>
internal static class ChunkDocument
{
    public static Document Create(ChunkWords chunk)
    {
        Document document =
        [
            new StringField(ChunkFields.Key, FormatKey(chunk.ChunkId), Field.Store.NO),
            new NumericDocValuesField(ChunkFields.Id, chunk.ChunkId),
            new TextField(ChunkFields.Body, chunk.Text, Field.Store.NO),
        ];
        AddHeadField(document, ChunkFields.Title, chunk.Title);
        AddHeadField(document, ChunkFields.Heading, chunk.Heading);
        return document;
    }

    public static Term CreateKeyTerm(long chunkId) => new(ChunkFields.Key, FormatKey(chunkId));

    private static void AddHeadField(Document document, string field, string text)
    {
        if (text.Length == 0) return;
        document.Add(new TextField(field, text, Field.Store.NO));
        document.Add(new TextField(ChunkFields.Body, text, Field.Store.NO));
    }

    private static string FormatKey(long chunkId) => chunkId.ToString(CultureInfo.InvariantCulture);
}
