using SearchEngine.Generator.Prompting.Jinja;

namespace SearchEngine.Generator.Prompting;

/// <summary>
/// The prompt format of a model, written in the subset of Jinja that chat templates use, with the semantics of transformers. A template is
/// untrusted data: its depth, steps and output are limited. Safe for concurrent use.
/// </summary>
internal sealed class ChatTemplate
{
    private readonly Statement _body;

    private ChatTemplate(Statement body) => _body = body;

    /// <summary>The most common prompt format, used if the template of a model cannot be read.</summary>
    public static ChatTemplate ChatMl { get; } = Parse(
        """
        {% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>\n' }}{% endfor %}
        {% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}
        """);

    /// <summary>Parses a template.</summary>
    /// <exception cref="FormatException">The template is invalid or not supported; the message names the line.</exception>
    public static ChatTemplate Parse(string jinja)
    {
        ArgumentNullException.ThrowIfNull(jinja);
        return new(StatementParser.Parse(TemplateLexer.Read(jinja)));
    }

    /// <summary>Parses a template; returns <see cref="ChatMl"/> if it is missing or cannot be parsed.</summary>
    /// <param name="jinja">The template; null if the model has none.</param>
    /// <param name="notice">A message for the user if the template of the model is not used; otherwise null.</param>
    public static ChatTemplate ParseOrFallback(string? jinja, out string? notice)
    {
        if (jinja is null)
        {
            notice = "The model has no chat template; prompts use the ChatML format instead.";
            return ChatMl;
        }
        try
        {
            notice = null;
            return Parse(jinja);
        }
        catch (FormatException e)
        {
            notice = $"The model's chat template cannot be read ({e.Message}); prompts use the ChatML format instead.";
            return ChatMl;
        }
    }

    /// <summary>Formats a conversation as a prompt.</summary>
    /// <param name="messages">The messages, oldest first.</param>
    /// <param name="addGenerationPrompt">Whether to add the start of the model's answer.</param>
    /// <param name="bos">The token that begins texts; empty if the model has none.</param>
    /// <param name="eos">The token that ends texts; empty if the model has none.</param>
    /// <returns>
    /// The parts of the prompt, alternately from the template and from the messages. The text of a message is never marked as the
    /// template's.
    /// </returns>
    /// <exception cref="ChatTemplateException">The template rejects the messages or exceeds a limit.</exception>
    public IReadOnlyList<PromptPart> Render(IReadOnlyList<ChatTurn> messages, bool addGenerationPrompt, string bos, string eos)
    {
        ArgumentNullException.ThrowIfNull(messages);
        Scope scope = new(messages.Sum(message => (long)message.Content.Length));
        scope.SetVariable("messages", messages.Select(CreateMessage).ToArray());
        scope.SetVariable("add_generation_prompt", addGenerationPrompt);
        scope.SetVariable("bos_token", new MarkedText(bos, isTemplate: true));
        scope.SetVariable("eos_token", new MarkedText(eos, isTemplate: true));
        _body(scope);
        return scope.Output.Parts;
    }

    private static object? CreateMessage(ChatTurn message) => new Dictionary<string, object?>
    {
        ["role"] = new MarkedText(message.Role, isTemplate: true),
        ["content"] = new MarkedText(message.Content, isTemplate: false),
    };
}
