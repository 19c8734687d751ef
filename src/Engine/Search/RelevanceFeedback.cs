using System.Numerics.Tensors;
using SearchEngine.Index;
using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Lexical;
using SearchEngine.Models;

namespace SearchEngine.Search;

/// <summary>
/// Pseudo-relevance feedback: assumes that the first fused hits are relevant and repeats each search with what they have in common. The
/// dense query moves towards the mean of their vectors (Rocchio 1971; Li et al. 2021, Pseudo Relevance Feedback with Deep Language Models
/// and Dense Retrievers). The lexical query is expanded by <see cref="RelevanceModel"/>, which helps keyword queries and harms questions.
/// </summary>
internal sealed class RelevanceFeedback(IndexSnapshot snapshot, ChunkRowCache rows, int candidates, ChunkFilter? filter)
{
    private const int DensePassages = 3, LexicalPassages = 10;

    /// <summary>The weight of the passages' mean vector; the query's own vector has weight 1.</summary>
    private const float MeanWeight = 0.4f;

    public IReadOnlyList<Hit> SearchVectors(ReadOnlySpan<float> query, IReadOnlyList<Hit> fused)
    {
        float[] moved = query.ToArray();
        IReadOnlyDictionary<long, float[]> embeddings = snapshot.GetEmbeddings([.. fused.Take(DensePassages).Select(hit => hit.ChunkId)]);
        foreach (float[] embedding in embeddings.Values)
        {
            TensorPrimitives.MultiplyAdd(embedding, MeanWeight / embeddings.Count, moved, moved);
        }
        TensorPrimitives.Divide(moved, TensorPrimitives.Norm<float>(moved), moved);
        return snapshot.SearchVectors(moved, candidates, filter);
    }

    public IReadOnlyList<Hit> SearchWords(ParsedQuery query, IReadOnlyList<Hit> fused)
    {
        Hit[] first = [.. fused.Take(LexicalPassages)];
        IReadOnlyDictionary<long, ChunkRow> found = rows.Load(first.Select(hit => hit.ChunkId));
        FeedbackPassage[] passages =
        [
            .. first.Where(hit => found.ContainsKey(hit.ChunkId))
                .Select(hit => new FeedbackPassage(ModelInput.From(found[hit.ChunkId]).Text, hit.Score)),
        ];
        return snapshot.SearchWords(query, candidates, filter, passages);
    }
}
