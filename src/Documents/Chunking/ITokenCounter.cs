namespace SearchEngine.Documents.Chunking;

/// <summary>Counts the tokens of a text, so that chunks fit into the input of a model.</summary>
public interface ITokenCounter
{
    /// <summary>Identifies the counting method, as part of <see cref="IChunker.Version"/>.</summary>
    string Name { get; }

    /// <summary>Returns the number of tokens in <paramref name="text"/>, without special tokens.</summary>
    int Count(ReadOnlySpan<char> text);
}
