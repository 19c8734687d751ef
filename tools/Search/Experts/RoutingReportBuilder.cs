using SearchEngine.Generator.Routing;

namespace SearchEngine.Cli.Experts;

/// <summary>Counts which experts process which tokens of recorded texts.</summary>
internal sealed class RoutingReportBuilder
{
    private readonly RouterRecorder _recorder;
    private readonly IReadOnlyList<RoutedText> _texts;
    private readonly string[] _topics;
    private readonly TokenKind[] _kinds;
    private readonly TokenLabels _labels;

    private RoutingReportBuilder(RouterRecorder recorder, IReadOnlyList<RoutedText> texts)
    {
        (_recorder, _texts) = (recorder, texts);
        _topics = [.. texts.Select(text => text.Topic).Distinct()];
        _kinds = [.. texts.SelectMany(text => text.Tokens).Select(token => token.Kind).Distinct().Order()];
        _labels = new TokenLabels(texts, _topics, _kinds);
    }

    private int Layers => _recorder.Shape.Layers;

    private int Experts => _recorder.Experts.Count;

    /// <summary>Builds the report on texts that a decoder has read, of at least one token.</summary>
    public static RoutingReport Build(RouterRecorder recorder, IReadOnlyList<RoutedText> texts) =>
        new RoutingReportBuilder(recorder, texts).Build();

    private RoutingReport Build()
    {
        // All tokens of code are of one kind, so that kind and topic would measure the same.
        RoutedText[] prose = [.. _texts.Where(text => !text.IsCode)];
        TokenLabels proseLabels = prose.Any(text => text.Tokens.Count > 0) ? new TokenLabels(prose, _topics, _kinds) : _labels;
        return new RoutingReport
        {
            Model = _recorder.Model,
            Layers = Layers,
            Experts = Experts,
            Chosen = _recorder.Experts.ExpertsPerToken,
            Tokens = _labels.Count,
            Topics = [.. _topics.Select(CountTopic)],
            Kinds = [.. _kinds.Select((kind, i) => new KindShare(kind, _labels.Kinds.Count(label => label == i)))],
            Kind = ComputeInformation(proseLabels, proseLabels.Kinds),
            Topic = ComputeInformation(proseLabels, proseLabels.Topics),
            Code = ComputeInformation(_labels, _labels.Code),
            ByLayer = [.. Enumerable.Range(0, Layers).Select(BuildLayer)],
        };
    }

    private TopicShare CountTopic(string topic, int index)
    {
        int tokens = _labels.Topics.Count(label => label == index);
        return new TopicShare(topic, tokens, _texts.Where(text => text.Topic == topic).All(text => text.IsCode));
    }

    private LabelInformation? ComputeInformation(TokenLabels tokens, int[] labels)
    {
        if (labels.Distinct().Count() < 2) return null;
        return MutualInformation.Compute(labels, [.. Enumerable.Range(0, Layers).Select(tokens.GetExperts)], Experts);
    }

    private LayerRouting BuildLayer(int layer) =>
        new(layer, [.. Enumerable.Range(0, Experts).Select(expert => BuildExpert(layer, expert))]);

    private ExpertRouting BuildExpert(int layer, int expert)
    {
        int chosen = _recorder.Experts.ExpertsPerToken;
        int[] choices = _labels.GetExperts(layer), kindCounts = new int[_kinds.Length], topicCounts = new int[_topics.Length];
        float[] weights = _labels.GetWeights(layer);
        TopTokens topTokens = new();
        double weight = 0;
        int taken = 0;
        for (int token = 0; token < _labels.Count; token++)
        {
            int rank = Array.IndexOf(choices, expert, token * chosen, chosen);
            topTokens.Add(_labels.Texts[token], _kinds[_labels.Kinds[token]], rank >= 0);
            if (rank < 0) continue;
            taken++;
            weight += weights[rank];
            kindCounts[_labels.Kinds[token]]++;
            topicCounts[_labels.Topics[token]]++;
        }
        double share = taken / (double)_labels.Count;
        return new ExpertRouting(
            expert,
            taken / (double)choices.Length,
            weight / _labels.Count,
            [.. kindCounts.Select(GetKindLift)],
            [.. topicCounts.Select(GetTopicShare)],
            topTokens.GetTop(share));

        double GetKindLift(int count, int kind) =>
            share == 0 ? 0 : count / (double)_labels.Kinds.Count(label => label == kind) / share;

        double GetTopicShare(int count, int topic) =>
            count / (double)Math.Max(1, chosen * _labels.Topics.Count(label => label == topic));
    }
}
