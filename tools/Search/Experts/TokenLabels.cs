namespace SearchEngine.Cli.Experts;

/// <summary>The concatenated tokens of several texts, with their kinds and topics as indices.</summary>
internal sealed class TokenLabels
{
    private readonly int[][] _experts;
    private readonly float[][] _weights;

    public TokenLabels(IReadOnlyList<RoutedText> texts, string[] topics, TokenKind[] kinds)
    {
        Texts = [.. texts.SelectMany(text => text.Tokens, (text, token) => text.Text[token.Start..token.End])];
        Kinds = [.. texts.SelectMany(text => text.Tokens, (_, token) => Array.IndexOf(kinds, token.Kind))];
        Topics = [.. texts.SelectMany(text => text.Tokens, (text, _) => Array.IndexOf(topics, text.Topic))];
        Code = [.. texts.SelectMany(text => text.Tokens, (text, _) => text.IsCode ? 1 : 0)];
        int layers = texts.Count == 0 ? 0 : texts[0].Experts.Count;
        _experts = [.. Enumerable.Range(0, layers).Select(layer => (int[])[.. texts.SelectMany(text => text.Experts[layer])])];
        _weights = [.. Enumerable.Range(0, layers).Select(layer => (float[])[.. texts.SelectMany(text => text.Weights[layer])])];
    }

    public int Count => Texts.Length;

    public string[] Texts { get; }

    public int[] Kinds { get; }

    public int[] Topics { get; }

    /// <summary>1 for each token of a text that is code, otherwise 0.</summary>
    public int[] Code { get; }

    public int[] GetExperts(int layer) => _experts[layer];

    public float[] GetWeights(int layer) => _weights[layer];
}
