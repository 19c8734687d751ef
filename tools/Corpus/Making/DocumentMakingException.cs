namespace SearchEngine.Corpus.Making;

/// <summary>A document could not be made; the message says which program or source is to blame, and what to do.</summary>
internal sealed class DocumentMakingException(string message) : Exception(message);
