using SearchEngine.Index.Catalog;

namespace SearchEngine.Models;

/// <summary>What the cross-encoder and the feedback read of a passage: as for the encoder, what it is about comes first. A document's title often holds half of an answer; its file name tells nothing.</summary>
/// <param name="Text">Title, headings and passage.</param>
/// <param name="PassageStart">Where in it the passage begins, in UTF-16 units.</param>
internal readonly record struct ModelInput(string Text, int PassageStart)
{
    public static ModelInput From(ChunkRow row)
    {
        string title = row.Title == DocumentTitle.For("", row.Path) ? "" : row.Title;
        string text = EmbeddingText.Compose(title, row.Heading, row.Text);
        return new ModelInput(text, text.Length - row.Text.Length);
    }
}
