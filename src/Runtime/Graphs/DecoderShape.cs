namespace SearchEngine.Runtime.Graphs;

/// <summary>What a caller must know of a decoder to feed it, to keep its cache and to read it.</summary>
/// <param name="Layers">Blocks.</param>
/// <param name="Hidden">Length of a hidden state.</param>
/// <param name="Heads">Query heads.</param>
/// <param name="KeyValueHeads">Key and value heads; each is shared by an equal number of query heads (Ainslie et al. 2023).</param>
/// <param name="HeadSize">Numbers of a head.</param>
/// <param name="Vocabulary">Rows of the token embedding, and logits of a token.</param>
/// <param name="MaxTokens">The longest text, in tokens, that the model was made for.</param>
/// <param name="Experts">Experts in place of the feed-forward network; null where each layer has one network.</param>
public sealed record DecoderShape(int Layers, int Hidden, int Heads, int KeyValueHeads, int HeadSize, int Vocabulary, int MaxTokens, ExpertShape? Experts);

/// <summary>A layer's experts (Shazeer et al. 2017).</summary>
/// <param name="Count">Experts of a layer.</param>
/// <param name="ExpertsPerToken">Experts that a token goes through.</param>
/// <param name="Size">Neurons of an expert.</param>
/// <param name="SharedSize">Neurons of the expert that every token goes through; 0 where there is none.</param>
public sealed record ExpertShape(int Count, int ExpertsPerToken, int Size, int SharedSize);
