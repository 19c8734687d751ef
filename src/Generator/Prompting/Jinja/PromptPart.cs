namespace SearchEngine.Generator.Prompting.Jinja;

/// <summary>A stretch of a prompt.</summary>
/// <param name="Text">The text.</param>
/// <param name="IsTemplate">Whether the template wrote it. Names of control tokens stand for them there, and nowhere else.</param>
internal readonly record struct PromptPart(string Text, bool IsTemplate);
