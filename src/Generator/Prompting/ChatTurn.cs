namespace SearchEngine.Generator.Prompting;

/// <summary>A message of a conversation.</summary>
/// <param name="Role">"system", "user" or "assistant". Must be trusted, because a template may use it in a control token.</param>
/// <param name="Content">The text of the message; may be untrusted.</param>
internal sealed record ChatTurn(string Role, string Content);
