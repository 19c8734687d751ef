namespace SearchEngine.Generator.Prompting.Jinja;

/// <summary>A chat template cannot write these messages: it refuses them, asks for what is not there, or does not end.</summary>
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
