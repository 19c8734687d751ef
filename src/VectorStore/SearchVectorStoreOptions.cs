using Microsoft.Extensions.AI;

namespace SearchEngine.VectorStore;

/// <summary>How a vector store makes vectors.</summary>
public sealed class SearchVectorStoreOptions
{
    /// <summary>
    /// Embeds texts that records and searches give in place of vectors, where neither the collection nor the property names a generator.
    /// The encoder of a knowledge base can serve here.
    /// </summary>
    public IEmbeddingGenerator? EmbeddingGenerator { get; set; }
}
