using SearchEngine.Generator.Prompting.Jinja;

namespace SearchEngine.Generator.Prompting;

/// <summary>
/// The form in which a model was tuned to read a conversation: the part of Jinja that chat templates use, read and run as transformers does.
/// A template is data from a file: its depth, steps and output are bounded. Safe for concurrent use.
/// </summary>
internal sealed class ChatTemplate
{
    private readonly Statement _body;

    private ChatTemplate(Statement body) => _body = body;

    /// <summary>The form that most models know, for those whose own cannot be read.</summary>
    public static ChatTemplate ChatMl { get; } = Parse(
        """
        {% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' + message['content'] + '<|im_end|>\n' }}{% endfor %}
        {% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}
        """);

    /// <summary>Reads a template.</summary>
    /// <exception cref="FormatException">It is broken or has what is not known here; the message names the line and the thing.</exception>
    public static ChatTemplate Parse(string jinja)
    {
        ArgumentNullException.ThrowIfNull(jinja);
        return new(StatementParser.Parse(TemplateLexer.Read(jinja)));
    }

    /// <summary>Reads a template, or takes <see cref="ChatMl"/> where it is missing or cannot be read.</summary>
    /// <param name="jinja">The template, or null where the model has none.</param>
    /// <param name="notice">What could not be read, for the user; null where the model's own template is used.</param>
    public static ChatTemplate ParseOrFallback(string? jinja, out string? notice)
    {
        if (jinja is null)
        {
            notice = "The model has no chat template; its prompts are written in the ChatML form.";
            return ChatMl;
        }
        try
        {
            notice = null;
            return Parse(jinja);
        }
        catch (FormatException e)
        {
            notice = $"The model's chat template cannot be read ({e.Message}); its prompts are written in the ChatML form.";
            return ChatMl;
        }
    }

    /// <summary>Writes a conversation in the model's form.</summary>
    /// <param name="messages">Oldest first.</param>
    /// <param name="addGenerationPrompt">Whether the beginning of the model's answer is added.</param>
    /// <param name="bos">Name of the token that begins texts; empty where the model has none.</param>
    /// <param name="eos">Name of the token that ends texts; empty where the model has none.</param>
    /// <returns>Parts in order; neighbours differ in whether the template wrote them, and what came out of a message's content is never marked as the template's.</returns>
    /// <exception cref="ChatTemplateException">The template refuses the messages, or needs what it is not given, or takes too many steps.</exception>
    public IReadOnlyList<PromptPart> Render(IReadOnlyList<ChatTurn> messages, bool addGenerationPrompt, string bos, string eos)
    {
        ArgumentNullException.ThrowIfNull(messages);
        Scope scope = new(messages.Sum(message => (long)message.Content.Length));
        scope.SetVariable("messages", messages.Select(message => (object?)new Dictionary<string, object?>
        {
            ["role"] = new MarkedText(message.Role, isTemplate: true),
            ["content"] = new MarkedText(message.Content, isTemplate: false),
        }).ToArray());
        scope.SetVariable("add_generation_prompt", addGenerationPrompt);
        scope.SetVariable("bos_token", new MarkedText(bos, isTemplate: true));
        scope.SetVariable("eos_token", new MarkedText(eos, isTemplate: true));
        _body(scope);
        return scope.Output.Parts;
    }
}
