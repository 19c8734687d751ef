namespace SearchEngine.Generator.Prompting.Jinja;

/// <summary>
/// The exception that is thrown when a chat template cannot format the messages: it rejects them, uses an invalid operation or exceeds
/// a limit.
/// </summary>
public sealed class ChatTemplateException : Exception
{
    /// <inheritdoc/>
    public ChatTemplateException(string message) : base(message)
    {
    }

    /// <inheritdoc/>
    public ChatTemplateException(string message, Exception innerException) : base(message, innerException)
    {
    }

    /// <inheritdoc/>
    public ChatTemplateException()
    {
    }
}
