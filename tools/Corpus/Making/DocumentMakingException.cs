namespace SearchEngine.Corpus.Making;

/// <summary>Thrown when a document cannot be made. The message names the program or source that is at fault, and what to do.</summary>
internal sealed class DocumentMakingException(string message) : Exception(message);
