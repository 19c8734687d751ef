namespace SearchEngine.Generator.Prompting;

/// <summary>A message of a conversation.</summary>
/// <param name="Role">Who speaks: "system", "user" or "assistant". The program's own word: a template may make a control token of it.</param>
/// <param name="Content">What is said; anybody's text.</param>
public sealed record ChatTurn(string Role, string Content);
