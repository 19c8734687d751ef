using Microsoft.Extensions.AI;

namespace SearchEngine.VectorStore;

/// <summary>How a vector store makes vectors.</summary>
public sealed class SearchVectorStoreOptions
{
    /// <summary>Makes vectors of what records hold and searches ask for in their place, where neither a collection nor a property has a generator of its own; a knowledge base's is <see cref="KnowledgeBase.Encoder"/>.</summary>
    public IEmbeddingGenerator? EmbeddingGenerator { get; set; }
}
