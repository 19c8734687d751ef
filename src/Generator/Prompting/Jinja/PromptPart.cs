namespace SearchEngine.Generator.Prompting.Jinja;

/// <summary>A part of a prompt.</summary>
/// <param name="Text">The text.</param>
/// <param name="IsTemplate">Whether the text comes from the template; only there do names of control tokens become control tokens.</param>
internal readonly record struct PromptPart(string Text, bool IsTemplate);
