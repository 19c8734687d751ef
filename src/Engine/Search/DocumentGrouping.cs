using SearchEngine.Index;
using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Search;

/// <summary>
/// Makes documents of ranked chunks: a document ranks where its best chunk does, and shows its others below; a copy of a document that
/// was shown is left out unless copies are asked for.
/// </summary>
internal sealed class DocumentGrouping(IndexSnapshot snapshot, FusedLists lists, RerankedHits? reranked, bool includeCopies)
{
    private const int PassagesPerDocument = 3;

    private readonly Dictionary<long, RetrieverScore> _lexical = IndexRanks(lists.Lexical);
    private readonly Dictionary<long, RetrieverScore> _dense = IndexRanks(lists.Dense);

    public IReadOnlyList<SearchHit> GroupByDocument(IReadOnlyList<Hit> ranked, int count)
    {
        List<Group> groups = [];
        Dictionary<(long Collection, string Path), Group> byDocument = [];
        HashSet<string> contents = [];
        // Rows are fetched a page at a time: most of what was ranked is never shown.
        foreach (Hit[] page in ranked.Chunk(Math.Max(count * PassagesPerDocument, PassagesPerDocument)))
        {
            if (groups.Count >= count) break;
            Dictionary<long, ChunkRow> rows = snapshot.GetChunks([.. page.Select(hit => hit.ChunkId)]).ToDictionary(row => row.ChunkId);
            foreach (Hit hit in page)
            {
                if (!rows.TryGetValue(hit.ChunkId, out ChunkRow? row)) continue;
                (long, string) document = (row.Collection.Id, row.Path);
                if (byDocument.TryGetValue(document, out Group? known)) known.Add(row, hit);
                else if (groups.Count < count && (contents.Add(row.ContentHash) || includeCopies)) groups.Add(byDocument[document] = new Group(row, hit));
            }
        }
        return [.. groups.Select((group, i) => ToHit(group, i + 1))];
    }

    private SearchHit ToHit(Group group, int rank) => new(
        rank, group.Chunks[0].Hit.Score, group.BestChunk.Collection.Name, group.BestChunk.Collection.Root, group.BestChunk.Path, group.BestChunk.Title,
        [.. group.Chunks.Select(chunk => ToPassage(chunk.Row, chunk.Hit))]);

    private Passage ToPassage(ChunkRow row, Hit hit)
    {
        RerankedHit? scored = reranked?.Scored.GetValueOrDefault(hit.ChunkId);
        PassageExplanation explanation = new(hit.Score, _lexical.GetValueOrDefault(hit.ChunkId), _dense.GetValueOrDefault(hit.ChunkId))
        {
            Rerank = scored is null ? null : new RerankScore(scored.Rank, scored.Score.Logit, scored.Score.Probability, scored.FusedScore)
            {
                Answer = scored.Score.Answer is { } answer ? new TextSpan(answer.Start, answer.End).Shift(row.Start) : null,
                AnswerScore = scored.Score.Answer?.Score,
                NoAnswerScore = scored.Score.NoAnswerScore,
                Sentence = scored.Sentence?.ShiftToDocument(row.Start),
            },
        };
        return new Passage(row.Heading, row.Place.Length == 0 ? null : row.Place, row.Line, row.Start, row.End, row.Text, explanation)
        {
            Answer = GetAnswer(scored)?.Shift(row.Start),
        };
    }

    /// <summary>The words that answer, as offsets in the passage, where the model holds them for likelier than that nothing does.</summary>
    private static TextSpan? GetAnswer(RerankedHit? scored) => scored switch
    {
        { Sentence: { Answer: { } words, Margin: > 0 } } => words,
        { Score: { Answer: { } answer, NoAnswerScore: { } none } } when answer.Score > none => scored.Sentence?.Answer ?? new TextSpan(answer.Start, answer.End),
        _ => null,
    };

    private static Dictionary<long, RetrieverScore> IndexRanks(IReadOnlyList<Hit> hits)
    {
        Dictionary<long, RetrieverScore> ranks = new(hits.Count);
        for (int i = 0; i < hits.Count; i++) ranks[hits[i].ChunkId] = new RetrieverScore(i + 1, hits[i].Score);
        return ranks;
    }

    private sealed class Group(ChunkRow row, Hit hit)
    {
        public ChunkRow BestChunk { get; } = row;

        public List<(ChunkRow Row, Hit Hit)> Chunks { get; } = [(row, hit)];

        public void Add(ChunkRow other, Hit hit)
        {
            if (Chunks.Count < PassagesPerDocument) Chunks.Add((other, hit));
        }
    }
}
