namespace SearchEngine.Documents;

/// <summary>Thrown when a reader cannot extract text; the message is the reason, as shown after the file's name.</summary>
public sealed class UnreadableDocumentException : Exception
{
    /// <summary>Creates the exception with its reason.</summary>
    public UnreadableDocumentException(string reason) : base(reason)
    {
    }

    /// <summary>Creates the exception with its reason and the error of the format's library.</summary>
    public UnreadableDocumentException(string reason, Exception cause) : base(reason, cause)
    {
    }
}
