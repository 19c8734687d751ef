namespace SearchEngine.Index.Contracts;

/// <summary>The embedding of a chunk, for a vector index.</summary>
/// <param name="ChunkId">The chunk's id.</param>
/// <param name="Vector">Finite floats, of unit length where the score is to be a cosine.</param>
public readonly record struct ChunkVector(long ChunkId, ReadOnlyMemory<float> Vector);

/// <summary>Embeddings for a vector index, read as they are needed.</summary>
/// <param name="Dimensions">Floats in each vector.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Rows">The embeddings, in ascending order of chunk ids; enumerated once.</param>
public readonly record struct ChunkVectors(int Dimensions, int Count, IEnumerable<ChunkVector> Rows);
