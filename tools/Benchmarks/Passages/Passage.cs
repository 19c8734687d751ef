namespace SearchEngine.Benchmarks.Passages;

/// <summary>A passage of a document, about as long as the chunker cuts them.</summary>
internal readonly record struct Passage(string Title, string Text);
