using System.Numerics.Tensors;
using SearchEngine.Index.Contracts;

namespace SearchEngine.Index.Vectors;

/// <summary>
/// Collects the rows that may be among the best <paramref name="count"/>, by lower and upper bounds of their scores.
/// </summary>
/// <remarks>
/// The k-th largest lower bound is a score that at least k rows reach, so a row whose upper bound is below it is dropped. An
/// instance is for one thread; the threads that scan the same snapshot share the bound.
/// </remarks>
internal sealed class CandidateSet(int count, ScoreBound sharedBound)
{
    private const int MinCompactionSize = 1024;

    private readonly TopHits _lowerBounds = new(count);
    private readonly List<Candidate> _rows = [];
    private int _compactionSize = MinCompactionSize;

    private readonly record struct Candidate(int Segment, int Row, float UpperBound);

    /// <summary>Rows with an upper bound below this score are not among the best.</summary>
    public float Threshold { get; private set; } = float.NegativeInfinity;

    public int Count => _rows.Count;

    public void Add(int segment, int row, float lower, float upper)
    {
        _lowerBounds.Add(0, lower);
        Threshold = Math.Max(Threshold, _lowerBounds.Threshold);
        _rows.Add(new Candidate(segment, row, upper));
        if (_rows.Count < _compactionSize) return;
        Compact();
        _compactionSize = Math.Max(MinCompactionSize, 2 * _rows.Count);
    }

    /// <summary>Raises the shared threshold to this one, or this one to the shared threshold.</summary>
    public void SyncThreshold() => Threshold = sharedBound.RaiseTo(Threshold);

    /// <summary>Adds the candidates of another thread.</summary>
    public void MergeFrom(CandidateSet other)
    {
        Threshold = Math.Max(Threshold, other.Threshold);
        _rows.AddRange(other._rows);
    }

    /// <summary>
    /// Computes float scores in the order of the upper bounds, until no remaining bound reaches the k-th score.
    /// </summary>
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
