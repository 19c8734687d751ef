namespace SearchEngine.Generator.Routing;

/// <summary>Counts who took what in recorded texts.</summary>
public sealed class RoutingReportBuilder
{
    private readonly RouterRecorder _recorder;
    private readonly IReadOnlyList<RoutedText> _texts;
    private readonly string[] _topics;
    private readonly TokenKind[] _kinds;
    private readonly TokenLabels _all;

    private RoutingReportBuilder(RouterRecorder recorder, IReadOnlyList<RoutedText> texts)
    {
        (_recorder, _texts) = (recorder, texts);
        _topics = [.. texts.Select(text => text.Topic).Distinct()];
        _kinds = [.. texts.SelectMany(text => text.Tokens).Select(token => token.Kind).Distinct().Order()];
        _all = new TokenLabels(texts, _topics, _kinds);
    }

    /// <summary>Reports on texts that a decoder has read.</summary>
    /// <param name="recorder">The decoder.</param>
    /// <param name="texts">The texts; at least one token.</param>
    public static RoutingReport Build(RouterRecorder recorder, IReadOnlyList<RoutedText> texts)
    {
        ArgumentNullException.ThrowIfNull(recorder);
        ArgumentNullException.ThrowIfNull(texts);
        return new RoutingReportBuilder(recorder, texts).Build();
    }

    private int Experts => _recorder.Experts.Count;

    private RoutingReport Build()
    {
        // In code, which is one kind, kind and topic would be the same thing.
        RoutedText[] prose = [.. _texts.Where(text => !text.IsCode)];
        TokenLabels labels = prose.Any(text => text.Tokens.Count > 0) ? new TokenLabels(prose, _topics, _kinds) : _all;
        return new RoutingReport(
            _recorder.Model, _recorder.Shape.Layers, Experts, _recorder.Experts.ExpertsPerToken, _all.Count,
            [.. _topics.Select((topic, i) => new TopicShare(topic, _all.Topics.Count(label => label == i), _texts.Where(text => text.Topic == topic).All(text => text.IsCode)))],
            [.. _kinds.Select((kind, i) => new KindShare(kind, _all.Kinds.Count(label => label == i)))],
            ComputeInformation(labels, labels.Kinds), ComputeInformation(labels, labels.Topics), ComputeInformation(_all, _all.Code),
            [.. Enumerable.Range(0, _recorder.Shape.Layers).Select(layer => new LayerRouting(layer, [.. Enumerable.Range(0, Experts).Select(expert => BuildExpert(layer, expert))]))]);
    }

    private LabelInformation? ComputeInformation(TokenLabels labels, int[] label) =>
        label.Distinct().Count() < 2 ? null : MutualInformation.Compute(label, [.. Enumerable.Range(0, _recorder.Shape.Layers).Select(labels.GetExperts)], Experts);

    private ExpertRouting BuildExpert(int layer, int expert)
    {
        int chosen = _recorder.Experts.ExpertsPerToken;
        int[] choices = _all.GetExperts(layer), ofKind = new int[_kinds.Length], ofTopic = new int[_topics.Length];
        float[] weights = _all.GetWeights(layer);
        TopTokens favourites = new();
        double weight = 0;
        int taken = 0;
        for (int token = 0; token < _all.Count; token++)
        {
            int rank = Array.IndexOf(choices, expert, token * chosen, chosen);
            favourites.Add(_all.Texts[token], _kinds[_all.Kinds[token]], rank >= 0);
            if (rank < 0) continue;
            taken++;
            weight += weights[rank];
            ofKind[_all.Kinds[token]]++;
            ofTopic[_all.Topics[token]]++;
        }
        double usual = taken / (double)_all.Count;
        return new ExpertRouting(expert, taken / (double)choices.Length, weight / _all.Count,
            [.. ofKind.Select((count, kind) => usual == 0 ? 0 : count / (double)_all.Kinds.Count(label => label == kind) / usual)],
            [.. ofTopic.Select((count, topic) => count / (double)Math.Max(1, chosen * _all.Topics.Count(label => label == topic)))],
            favourites.GetTop(usual));
    }
}
