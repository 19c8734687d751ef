using System.Numerics.Tensors;
using SearchEngine.Index;
using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Lexical;
using SearchEngine.Models;

namespace SearchEngine.Search;

/// <summary>
/// Pseudo-relevance feedback: the first hits of both retrievers are taken to be right, and each retriever searches once more for what they have in common with the query. Vectors: the query moves towards
/// their mean (Rocchio 1971; Li et al. 2021, Pseudo Relevance Feedback with Deep Language Models and Dense Retrievers); words: <see cref="RelevanceModel"/>, for keywords alone, as it harms questions.
/// </summary>
internal sealed class RelevanceFeedback(IndexSnapshot snapshot, int candidates, ChunkFilter? filter)
{
    private const int VectorPassages = 3, WordPassages = 10;

    /// <summary>What the passages' mean counts beside the query's vector, which counts 1.</summary>
    private const float MeanWeight = 0.4f;

    public IReadOnlyList<Hit> SearchVectors(ReadOnlySpan<float> query, IReadOnlyList<Hit> fused)
    {
        float[] moved = query.ToArray();
        IReadOnlyDictionary<long, float[]> embeddings = snapshot.GetEmbeddings([.. fused.Take(VectorPassages).Select(hit => hit.ChunkId)]);
        foreach (float[] embedding in embeddings.Values) TensorPrimitives.MultiplyAdd(embedding, MeanWeight / embeddings.Count, moved, moved);
        TensorPrimitives.Divide(moved, TensorPrimitives.Norm<float>(moved), moved);
        return snapshot.SearchVectors(moved, candidates, filter);
    }

    public IReadOnlyList<Hit> SearchWords(ParsedQuery query, IReadOnlyList<Hit> fused)
    {
        Hit[] first = [.. fused.Take(WordPassages)];
        Dictionary<long, ChunkRow> rows = snapshot.GetChunks([.. first.Select(hit => hit.ChunkId)]).ToDictionary(row => row.ChunkId);
        return snapshot.SearchWords(query, candidates, filter, [.. first.Where(hit => rows.ContainsKey(hit.ChunkId)).Select(hit => new FeedbackPassage(ModelInput.From(rows[hit.ChunkId]).Text, hit.Score))]);
    }
}
