namespace SearchEngine.Documents.Chunking;

/// <summary>Says how long a text is for a model, so that chunks fit into what it reads at once.</summary>
public interface ITokenCounter
{
    /// <summary>Names the way of counting, as part of <see cref="IChunker.Version"/>.</summary>
    string Name { get; }

    /// <summary>The number of tokens in <paramref name="text"/>, special tokens not counted.</summary>
    int Count(ReadOnlySpan<char> text);
}
