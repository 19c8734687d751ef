namespace SearchEngine.Documents;

/// <summary>A document that its reader cannot make text of; the message is the reason, fit to be shown beside the file's name.</summary>
public sealed class UnreadableDocumentException : Exception
{
    /// <summary>Says why.</summary>
    public UnreadableDocumentException(string reason) : base(reason)
    {
    }

    /// <summary>Says why, and what the format's own library said.</summary>
    public UnreadableDocumentException(string reason, Exception cause) : base(reason, cause)
    {
    }
}
