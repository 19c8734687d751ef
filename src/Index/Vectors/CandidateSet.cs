using System.Numerics.Tensors;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Vectors;

/// <summary>
/// The rows that can be among the best <paramref name="count"/>. The k-th largest lower bound is a score that k rows are sure to reach, so that a row
/// whose upper bound lies below it is out. For one thread; those that scan the same snapshot share what is sure.
/// </summary>
internal sealed class CandidateSet(int count, ScoreBound sure)
{
    private readonly TopHits _lowerBounds = new(count);
    private readonly List<Candidate> _rows = [];
    private int _compactionSize = 1024;

    private readonly record struct Candidate(int Segment, int Row, float UpperBound);

    public float Threshold { get; private set; } = float.NegativeInfinity;

    public int Count => _rows.Count;

    public void Add(int segment, int row, float lower, float upper)
    {
        _lowerBounds.Add(0, lower);
        Threshold = Math.Max(Threshold, _lowerBounds.Threshold);
        _rows.Add(new Candidate(segment, row, upper));
        if (_rows.Count < _compactionSize) return;
        Compact();
        _compactionSize = Math.Max(1024, 2 * _rows.Count);
    }

    /// <summary>Tells other threads of the threshold, and takes theirs if it is higher.</summary>
    public void SyncThreshold() => Threshold = sure.RaiseTo(Threshold);

    /// <summary>Takes over what another thread found.</summary>
    public void MergeFrom(CandidateSet other)
    {
        Threshold = Math.Max(Threshold, other.Threshold);
        _rows.AddRange(other._rows);
    }

    /// <summary>Scores in float, the most promising first, until no bound is left that reaches the k-th score.</summary>
    public Hit[] Rescore(IReadOnlyList<LiveSegment> segments, ReadOnlySpan<float> query)
    {
        Compact();
        _rows.Sort(static (a, b) => b.UpperBound.CompareTo(a.UpperBound));
        TopHits best = new(count);
        foreach (Candidate candidate in _rows)
        {
            if (candidate.UpperBound < best.Threshold) break;
            VectorSegment segment = segments[candidate.Segment].Segment;
            best.Add(segment.GetChunkId(candidate.Row), TensorPrimitives.Dot(query, segment.GetVector(candidate.Row)));
        }
        return best.Drain();
    }

    private void Compact() => _rows.RemoveAll(row => row.UpperBound < Threshold);
}
