namespace SearchEngine.Benchmarks.Queries;

/// <summary>A passage of about the length of the product's chunks.</summary>
internal readonly record struct Passage(string Title, string Text);
