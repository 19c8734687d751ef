namespace SearchEngine.Index.Lexical;

/// <summary>A passage that is assumed to be relevant, used to expand a query (pseudo-relevance feedback).</summary>
/// <param name="Text">The passage.</param>
/// <param name="Weight">The confidence that the passage is relevant: above 0, on any scale.</param>
internal readonly record struct FeedbackPassage(string Text, float Weight);
