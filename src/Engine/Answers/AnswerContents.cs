using Microsoft.Extensions.AI;

namespace SearchEngine.Answers;

/// <summary>An answer as contents of a chat message, each citation with the words it bears out.</summary>
internal static class AnswerContents
{
    /// <summary>The answer's text, parted behind each mark, so that an annotation's region is of the content that carries it. What bears out the rest of the text comes with the last part, without a region.</summary>
    public static IEnumerable<AIContent> Create(Answer answer)
    {
        int from = 0;
        List<Citation> unmarked = [];
        foreach (Citation citation in answer.Citations)
        {
            string mark = $"[{citation.Number}]";
            int at = answer.Text.IndexOf(mark, from, StringComparison.Ordinal);
            if (at < 0)
            {
                unmarked.Add(citation);
                continue;
            }
            string text = answer.Text[from..(at + mark.Length)];
            from = at + mark.Length;
            CitationAnnotation annotation = CreateAnnotation(citation, answer);
            annotation.AnnotatedRegions = [new TextSpanAnnotatedRegion { StartIndex = text.Length - text.TrimStart().Length, EndIndex = text.Length }];
            yield return new TextContent(text) { Annotations = [annotation] };
        }
        if (from < answer.Text.Length || from == 0 || unmarked.Count > 0) yield return new TextContent(answer.Text[from..]) { Annotations = CreateAnnotations(unmarked, answer) };
    }

    /// <summary>The citations of an answer whose text was said already.</summary>
    public static IEnumerable<AIContent> CreateCitations(Answer answer)
    {
        if (CreateAnnotations(answer.Citations, answer) is { } annotations) yield return new TextContent("") { Annotations = annotations };
    }

    private static IList<AIAnnotation>? CreateAnnotations(IReadOnlyList<Citation> citations, Answer answer) => citations.Count == 0 ? null : [.. citations.Select(citation => CreateAnnotation(citation, answer))];

    private static CitationAnnotation CreateAnnotation(Citation citation, Answer answer) => new()
    {
        Title = answer.Evidence.FirstOrDefault(passage => passage.Number == citation.Number)?.Title,
        Url = citation.Root.Length > 0 && Path.IsPathRooted(citation.Root) ? new Uri(Path.Combine(citation.Root, citation.Path)) : null,
        FileId = $"{citation.Collection}/{citation.Path}",
        Snippet = citation.Quote,
        RawRepresentation = citation,
        AdditionalProperties = new()
        {
            ["number"] = citation.Number,
            ["line"] = citation.Line,
            ["start"] = citation.Start,
            ["end"] = citation.End,
            ["verbatim"] = citation.Verbatim,
            ["support"] = citation.Support.Probability,
        },
    };
}
