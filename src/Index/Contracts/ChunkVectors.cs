namespace SearchEngine.Index.Contracts;

/// <summary>The embedding of a chunk, for the vector index.</summary>
/// <param name="ChunkId">The chunk's id.</param>
/// <param name="Vector">Finite floats; of unit length if the score should be a cosine.</param>
internal readonly record struct ChunkVector(long ChunkId, ReadOnlyMemory<float> Vector);

/// <summary>Embeddings for the vector index, read lazily.</summary>
/// <param name="Dimensions">Floats per vector.</param>
/// <param name="Count">The number of rows.</param>
/// <param name="Rows">The embeddings in ascending order of chunk id; enumerated once.</param>
internal readonly record struct ChunkVectors(int Dimensions, int Count, IEnumerable<ChunkVector> Rows);
