namespace SearchEngine.Generator.Routing;

/// <summary>Who took what: how a decoder's tokens spread over its experts.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Layers">Layers, each with experts of its own.</param>
/// <param name="Experts">Experts of a layer.</param>
/// <param name="Chosen">Experts that a token goes through in a layer.</param>
/// <param name="Tokens">Tokens that were read.</param>
/// <param name="Topics">The texts' topics.</param>
/// <param name="Kinds">Kinds of tokens that occur.</param>
/// <param name="Kind">What the kind of a token says about its experts, over prose; null where there is one kind alone.</param>
/// <param name="Topic">What the topic says about them, over prose; null where prose has one topic alone.</param>
/// <param name="Code">What it says about them whether a text is code or prose; null where not both occur.</param>
/// <param name="ByLayer">The layers, the first first.</param>
public sealed record RoutingReport(
    string Model, int Layers, int Experts, int Chosen, int Tokens, IReadOnlyList<TopicShare> Topics, IReadOnlyList<KindShare> Kinds,
    LabelInformation? Kind, LabelInformation? Topic, LabelInformation? Code, IReadOnlyList<LayerRouting> ByLayer);

/// <summary>A topic and how much was read of it.</summary>
/// <param name="Topic">Its name.</param>
/// <param name="Tokens">Tokens of its texts.</param>
/// <param name="IsCode">Whether all of its texts are code.</param>
public sealed record TopicShare(string Topic, int Tokens, bool IsCode);

/// <summary>A kind of token and how often it occurs.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Tokens">Tokens of it.</param>
public sealed record KindShare(TokenKind Kind, int Tokens);

/// <summary>What a label of tokens says about their experts: mutual information of label and expert over the label's entropy, 0 (nothing) to 1.</summary>
/// <param name="Share">Mean of the layers.</param>
/// <param name="Chance">What is left of it where the labels are dealt out to the tokens at random: the part that means nothing.</param>
/// <param name="Layers">Each layer's.</param>
public sealed record LabelInformation(double Share, double Chance, IReadOnlyList<double> Layers);

/// <summary>The experts of a layer.</summary>
/// <param name="Layer">From 0.</param>
/// <param name="Experts">Each of them.</param>
public sealed record LayerRouting(int Layer, IReadOnlyList<ExpertRouting> Experts);

/// <summary>What an expert takes.</summary>
/// <param name="Expert">From 0.</param>
/// <param name="Load">Its share of the layer's choices; the shares of a layer sum to 1.</param>
/// <param name="Weight">Its share of the layer's weights.</param>
/// <param name="Kinds">For each of the report's kinds, how much more often it takes such a token than any token: 1 is as often.</param>
/// <param name="Topics">For each of the report's topics, its share of the choices there.</param>
/// <param name="Tokens">Tokens that it takes beyond its share most surely, of each kind a few.</param>
public sealed record ExpertRouting(int Expert, double Load, double Weight, IReadOnlyList<double> Kinds, IReadOnlyList<double> Topics, IReadOnlyList<TopToken> Tokens);

/// <summary>A token that an expert takes more often than its share.</summary>
/// <param name="Text">The token, with the space before it.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Taken">How often the expert took it.</param>
/// <param name="Occurrences">How often it occurs.</param>
/// <param name="Lift">How much more often the expert takes it than any token.</param>
public sealed record TopToken(string Text, TokenKind Kind, int Taken, int Occurrences, double Lift);
