namespace SearchEngine.Generator.Prompting.Jinja;

internal enum TemplateTokenKind
{
    Text,
    PrintStart,
    PrintEnd,
    TagStart,
    TagEnd,
    Name,
    String,
    Integer,
    Float,
    Operator,
    End,
}

/// <summary>A token of a template.</summary>
/// <param name="Kind">The kind of token.</param>
/// <param name="Text">The text; of a string literal, its value without quotes and escapes.</param>
/// <param name="Line">The line on which the token begins, from 1.</param>
internal readonly record struct TemplateToken(TemplateTokenKind Kind, string Text, int Line)
{
    /// <summary>The token as error messages show it.</summary>
    public string DisplayText => Kind switch
    {
        TemplateTokenKind.End => "the end of the template",
        TemplateTokenKind.Text => "text",
        _ => $"'{Text}'",
    };
}
