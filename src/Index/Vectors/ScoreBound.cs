namespace SearchEngine.Index.Vectors;

/// <summary>A score that enough rows are known to reach, shared by the threads of a scan. It only rises.</summary>
internal sealed class ScoreBound
{
    private float _value = float.NegativeInfinity;

    /// <summary>Raises the bound to <paramref name="score"/> unless it is higher already.</summary>
    /// <returns>The bound after the call.</returns>
    public float RaiseTo(float score)
    {
        float current = Volatile.Read(ref _value);
        while (score > current)
        {
            float previous = Interlocked.CompareExchange(ref _value, score, current);
            if (previous == current) return score;
            current = previous;
        }
        return current;
    }
}
