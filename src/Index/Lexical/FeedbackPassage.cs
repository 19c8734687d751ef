namespace SearchEngine.Index.Lexical;

/// <summary>A passage that is taken to answer a query, to learn from it what else the query might have said.</summary>
/// <param name="Text">The passage.</param>
/// <param name="Weight">How sure that is; above 0, of any scale.</param>
internal readonly record struct FeedbackPassage(string Text, float Weight);
