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

/// <summary>A piece of a template.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text; of a string, what it stands for.</param>
/// <param name="Line">Where it begins, from 1.</param>
internal readonly record struct TemplateToken(TemplateTokenKind Kind, string Text, int Line)
{
    /// <summary>The token as an error names it.</summary>
    public string DisplayText => Kind switch
    {
        TemplateTokenKind.End => "the end of the template",
        TemplateTokenKind.Text => "text",
        _ => $"'{Text}'",
    };
}
