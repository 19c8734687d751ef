using System.Numerics.Tensors;

namespace SearchEngine.Generator.Sampling;

/// <summary>Samples tokens. A sample takes one number of the seeded sequence, so that drafting does not change the text.</summary>
internal sealed class Sampler
{
    private readonly SamplingOptions _settings;
    private readonly Random _random;
    private readonly bool[] _seen;
    private readonly int[] _order;
    private readonly float[] _probabilities;

    public Sampler(SamplingOptions settings, int vocabulary)
    {
        _settings = settings.Validate();
        _random = settings.Seed is { } seed ? new Random(unchecked((int)(seed ^ seed >> 32))) : new Random();
        _seen = settings.RepetitionPenalty == 1 ? [] : new bool[vocabulary];
        (_order, _probabilities) = settings.Temperature == 0 ? ([], []) : (new int[vocabulary], new float[vocabulary]);
    }

    /// <summary>Whether the most probable token is always taken.</summary>
    public bool IsGreedy => _settings.Temperature == 0;

    /// <summary>Records that the text contains a token.</summary>
    public void Accept(int token)
    {
        if (_seen.Length > 0) _seen[token] = true;
    }

    /// <summary>Penalizes the tokens that the text already contains.</summary>
    public void ApplyRepetitionPenalty(Span<float> logits)
    {
        for (int token = 0; token < _seen.Length; token++)
        {
            if (!_seen[token]) continue;
            float penalty = _settings.RepetitionPenalty;
            logits[token] = logits[token] > 0 ? logits[token] / penalty : logits[token] * penalty;
        }
    }

    /// <summary>Samples the next token by its logits. A logit of negative infinity excludes a token.</summary>
    public int Sample(ReadOnlySpan<float> logits)
    {
        if (IsGreedy) return TensorPrimitives.IndexOfMax(logits);

        TensorPrimitives.Divide(logits, _settings.Temperature, _probabilities);
        TensorPrimitives.SoftMax<float>(_probabilities, _probabilities);
        for (int i = 0; i < _order.Length; i++) _order[i] = i;
        float[] probabilities = (float[])_probabilities.Clone();
        // Sorting by negated keys is descending.
        TensorPrimitives.Negate<float>(probabilities, probabilities);
        Array.Sort(probabilities, _order);
        int candidateCount = CountCandidates();
        float sum = 0;
        for (int i = 0; i < candidateCount; i++) sum += _probabilities[_order[i]];
        float drawn = _random.NextSingle() * sum;
        for (int i = 0; i < candidateCount - 1; i++)
        {
            drawn -= _probabilities[_order[i]];
            if (drawn < 0) return _order[i];
        }
        return _order[candidateCount - 1];
    }

    /// <summary>Returns the number of most probable tokens to sample from; at least one.</summary>
    private int CountCandidates()
    {
        int candidateCount = _settings.TopK == 0 ? _order.Length : Math.Min(_settings.TopK, _order.Length);
        float total = 0;
        for (int i = 0; i < candidateCount; i++) total += _probabilities[_order[i]];
        float minimum = _probabilities[_order[0]] * _settings.MinP, sum = 0;
        for (int i = 0; i < candidateCount; i++)
        {
            float probability = _probabilities[_order[i]];
            if (i > 0 && (probability < minimum || probability == 0 || sum >= _settings.TopP * total)) return i;
            sum += probability;
        }
        return candidateCount;
    }
}
