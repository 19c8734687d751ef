namespace SearchEngine.Index.Vectors;

/// <summary>A score that enough rows are sure to reach, as far as the threads of a scan know together. It only rises.</summary>
internal sealed class ScoreBound
{
    private float _value = float.NegativeInfinity;

    /// <summary>Raises it to <paramref name="score"/> unless it is higher already.</summary>
    /// <returns>The higher of the two.</returns>
    public float RaiseTo(float score)
    {
        float known = Volatile.Read(ref _value);
        while (score > known)
        {
            float before = Interlocked.CompareExchange(ref _value, score, known);
            if (before == known) return score;
            known = before;
        }
        return known;
    }
}
