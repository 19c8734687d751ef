using SearchEngine.Index.Catalog;
using SearchEngine.Index.Contracts;
using SearchEngine.Reranker;

namespace SearchEngine.Search;

/// <summary>
/// Groups ranked chunks by document: a document ranks where its best chunk does and shows its next chunks below. Copies of a document that
/// is already shown are left out unless they are requested.
/// </summary>
internal sealed class DocumentGrouping(ChunkRowCache rows, FusedLists lists, RerankedHits? reranked, bool includeCopies)
{
    private const int PassagesPerDocument = 3;

    private readonly Dictionary<long, RetrieverScore> _lexical = IndexRanks(lists.Lexical);
    private readonly Dictionary<long, RetrieverScore> _dense = IndexRanks(lists.Dense);

    public IReadOnlyList<SearchHit> GroupByDocument(IReadOnlyList<Hit> ranked, int count)
    {
        List<Group> groups = [];
        Dictionary<(long Collection, string Path), Group> byDocument = [];
        HashSet<string> contents = [];
        // Rows are loaded a page at a time, because most of the ranked chunks are never shown.
        foreach (Hit[] page in ranked.Chunk(Math.Max(count * PassagesPerDocument, PassagesPerDocument)))
        {
            if (groups.Count >= count) break;
            IReadOnlyDictionary<long, ChunkRow> found = rows.Load(page.Select(hit => hit.ChunkId));
            foreach (Hit hit in page)
            {
                if (!found.TryGetValue(hit.ChunkId, out ChunkRow? row)) continue;
                (long, string) document = (row.Collection.Id, row.Path);
                if (byDocument.TryGetValue(document, out Group? group))
                {
                    group.Add(row, hit);
                }
                else if (groups.Count < count && (contents.Add(row.ContentHash) || includeCopies))
                {
                    groups.Add(byDocument[document] = new Group(row, hit));
                }
            }
        }
        return [.. groups.Select((group, i) => ToHit(group, i + 1))];
    }

    private SearchHit ToHit(Group group, int rank)
    {
        ChunkRow row = group.BestChunk;
        Passage[] passages = [.. group.Chunks.Select(chunk => ToPassage(chunk.Row, chunk.Hit))];
        return new SearchHit(rank, group.Chunks[0].Hit.Score, row.Collection.Name, row.Collection.Root, row.Path, row.Title, passages);
    }

    private Passage ToPassage(ChunkRow row, Hit hit)
    {
        RerankedHit? scored = reranked?.Scored.GetValueOrDefault(hit.ChunkId);
        RetrieverScore? lexical = _lexical.GetValueOrDefault(hit.ChunkId), dense = _dense.GetValueOrDefault(hit.ChunkId);
        PassageExplanation explanation = new(hit.Score, lexical, dense)
        {
            Rerank = scored is null ? null : ToRerankScore(scored, row.Start),
        };
        string? place = row.Place.Length == 0 ? null : row.Place;
        DocumentLocation location = new(row.Collection.Name, row.Collection.Root, row.Path, place, row.Line, row.Start, row.End);
        return new Passage(row.Heading, location, row.Text, explanation) { Answer = GetAnswer(scored)?.Shift(row.Start) };
    }

    private static RerankScore ToRerankScore(RerankedHit scored, int passageStart)
    {
        PassageScore score = scored.Score;
        return new RerankScore(scored.Rank, score.Logit, score.Probability, scored.FusedScore)
        {
            Answer = score.Answer is { } answer ? new TextSpan(answer.Start, answer.End).Shift(passageStart) : null,
            AnswerScore = score.Answer?.Score,
            NoAnswerScore = score.NoAnswerScore,
            Sentence = scored.Sentence?.ShiftToDocument(passageStart),
        };
    }

    /// <summary>Returns the words that answer, as offsets in the passage, if the model prefers them to "no answer".</summary>
    private static TextSpan? GetAnswer(RerankedHit? scored) => scored switch
    {
        { Sentence: { Answer: { } answer, Margin: > 0 } } => answer,
        { Score: { Answer: { } answer, NoAnswerScore: { } noAnswer } } when answer.Score > noAnswer =>
            scored.Sentence?.Answer ?? new TextSpan(answer.Start, answer.End),
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
