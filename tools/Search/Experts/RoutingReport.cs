namespace SearchEngine.Cli.Experts;

/// <summary>How the tokens of texts are distributed over the experts of a decoder.</summary>
internal sealed record RoutingReport
{
    /// <summary>The name of the decoder.</summary>
    public required string Model { get; init; }

    /// <summary>The number of layers.</summary>
    public required int Layers { get; init; }

    /// <summary>The number of experts of each layer.</summary>
    public required int Experts { get; init; }

    /// <summary>The number of experts that a layer chooses for a token.</summary>
    public required int Chosen { get; init; }

    /// <summary>The number of tokens read.</summary>
    public required int Tokens { get; init; }

    public required IReadOnlyList<TopicShare> Topics { get; init; }

    public required IReadOnlyList<KindShare> Kinds { get; init; }

    /// <summary>What the kind of a token says about its experts, in prose; null if there is only one kind.</summary>
    public required LabelInformation? Kind { get; init; }

    /// <summary>What the topic says about the experts, in prose; null if there is only one topic.</summary>
    public required LabelInformation? Topic { get; init; }

    /// <summary>What the difference between code and prose says about the experts; null unless there are texts of both.</summary>
    public required LabelInformation? Code { get; init; }

    /// <summary>The layers, first to last.</summary>
    public required IReadOnlyList<LayerRouting> ByLayer { get; init; }
}

/// <summary>A topic and the number of tokens of its texts.</summary>
/// <param name="Topic">The name of the topic.</param>
/// <param name="Tokens">The number of tokens.</param>
/// <param name="IsCode">Whether all texts of the topic are code.</param>
internal sealed record TopicShare(string Topic, int Tokens, bool IsCode);

/// <summary>A kind of token and the number of tokens of that kind.</summary>
internal sealed record KindShare(TokenKind Kind, int Tokens);

/// <summary>
/// What a label of tokens says about their experts: mutual information divided by the entropy of the label, 0 (nothing)
/// to 1.
/// </summary>
/// <param name="Share">The mean of the layers.</param>
/// <param name="Chance">The mean for shuffled labels: the part of <paramref name="Share"/> that means nothing.</param>
/// <param name="Layers">The value of each layer.</param>
internal sealed record LabelInformation(double Share, double Chance, IReadOnlyList<double> Layers);

/// <summary>The experts of a layer.</summary>
/// <param name="Layer">The index of the layer.</param>
/// <param name="Experts">The experts in order.</param>
internal sealed record LayerRouting(int Layer, IReadOnlyList<ExpertRouting> Experts);

/// <summary>The tokens that an expert processes.</summary>
/// <param name="Expert">The index of the expert.</param>
/// <param name="Load">Its share of the layer's choices; the shares of a layer sum to 1.</param>
/// <param name="Weight">Its share of the layer's weights.</param>
/// <param name="Kinds">
/// Its lift for each of the report's kinds: how much more often it is chosen for a token of the kind than for any
/// token.
/// </param>
/// <param name="Topics">Its share of the choices within each of the report's topics.</param>
/// <param name="Tokens">The tokens for which it is chosen most significantly above average, a few of each kind.</param>
internal sealed record ExpertRouting(
    int Expert,
    double Load,
    double Weight,
    IReadOnlyList<double> Kinds,
    IReadOnlyList<double> Topics,
    IReadOnlyList<TopToken> Tokens);

/// <summary>A token for which an expert is chosen more often than on average.</summary>
/// <param name="Text">The token, with the space before it.</param>
/// <param name="Kind">The kind of token.</param>
/// <param name="Taken">How often the expert was chosen for it.</param>
/// <param name="Occurrences">How often the token occurs.</param>
/// <param name="Lift">How much more often the expert is chosen for it than for any token.</param>
internal sealed record TopToken(string Text, TokenKind Kind, int Taken, int Occurrences, double Lift);
