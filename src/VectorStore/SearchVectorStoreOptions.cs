using Microsoft.Extensions.AI;

namespace SearchEngine.VectorStore;

/// <summary>Options of a vector store.</summary>
public sealed class SearchVectorStoreOptions
{
    /// <summary>
    /// The generator that embeds texts given in place of vectors, unless the collection or the property names its own. It can be the
    /// encoder of a knowledge base.
    /// </summary>
    public IEmbeddingGenerator? EmbeddingGenerator { get; set; }
}
