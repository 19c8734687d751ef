namespace SearchEngine.Runtime.Tokenizers;

/// <summary>How a long second text of a pair is split into windows.</summary>
/// <param name="MaxLength">Maximum number of tokens of a pair, including special tokens.</param>
/// <param name="MaxUnsplitLength">Maximum number of tokens of a second text that is not split.</param>
/// <param name="WindowSize">Number of the second text's tokens in a window.</param>
/// <param name="Stride">Number of tokens from the start of one window to the start of the next.</param>
internal sealed record PairWindowOptions(int MaxLength, int MaxUnsplitLength, int WindowSize, int Stride);

/// <summary>A pair with its whole second text, or one window of it.</summary>
/// <param name="Tokens">The model's input; offsets of the second text refer to the whole second text.</param>
/// <param name="SecondStart">Index of the second text's first token.</param>
/// <param name="SecondCount">Number of the second text's tokens.</param>
internal sealed record PairWindow(TokenizedText Tokens, int SecondStart, int SecondCount);
