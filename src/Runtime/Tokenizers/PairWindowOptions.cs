namespace SearchEngine.Runtime.Tokenizers;

/// <summary>How the second text of a pair is parted where it is long.</summary>
/// <param name="MaxLength">The most tokens of a pair, special tokens included.</param>
/// <param name="MaxUnsplitLength">A second text of up to so many tokens is left whole.</param>
/// <param name="WindowSize">Tokens of the second text in a window.</param>
/// <param name="Stride">Tokens from one window's begin to the next one's.</param>
public sealed record PairWindowOptions(int MaxLength, int MaxUnsplitLength, int WindowSize, int Stride);

/// <summary>A pair with all, or one window, of its second text.</summary>
/// <param name="Tokens">The pair as the model takes it; offsets of the second text are those of all of it.</param>
/// <param name="SecondStart">Where the second text's tokens begin.</param>
/// <param name="SecondCount">How many they are.</param>
public sealed record PairWindow(TokenizedText Tokens, int SecondStart, int SecondCount);
