namespace SearchEngine.Runtime.Graphs;

/// <summary>The sizes of a decoder that determine its inputs, outputs and key-value cache.</summary>
/// <param name="Layers">Number of blocks.</param>
/// <param name="Hidden">Size of a hidden state.</param>
/// <param name="Heads">Number of query heads.</param>
/// <param name="KeyValueHeads">Number of key-value heads; each is shared by an equal number of query heads (Ainslie et al. 2023).</param>
/// <param name="HeadSize">Dimension of a head.</param>
/// <param name="Vocabulary">Rows of the token embedding, and number of logits per token.</param>
/// <param name="MaxTokens">Maximum text length in tokens that the model was trained for.</param>
/// <param name="Experts">Experts that replace the feed-forward network; null for dense models.</param>
internal sealed record DecoderShape(
    int Layers, int Hidden, int Heads, int KeyValueHeads, int HeadSize, int Vocabulary, int MaxTokens, ExpertShape? Experts);

/// <summary>The experts of a layer (Shazeer et al. 2017).</summary>
/// <param name="Count">Number of experts in a layer.</param>
/// <param name="ExpertsPerToken">Number of experts that process a token.</param>
/// <param name="Size">Intermediate size of an expert.</param>
/// <param name="SharedSize">Intermediate size of the expert that processes every token; 0 if there is none.</param>
internal sealed record ExpertShape(int Count, int ExpertsPerToken, int Size, int SharedSize);
