using Microsoft.Extensions.AI;
using SearchEngine.Search;

namespace SearchEngine.Answers;

/// <summary>Converts an answer to the contents of a chat message, with citations as annotations of the words they support.</summary>
internal static class AnswerContents
{
    /// <summary>
    /// Returns the answer's text, split after each mark so that an annotation's region is within its own content. Citations of text without
    /// a mark come with the last content and have no region.
    /// </summary>
    public static IEnumerable<AIContent> Create(Answer answer)
    {
        int from = 0;
        List<Citation> unmarked = [];
        foreach (Citation citation in answer.Citations)
        {
            string mark = $"[{citation.Number}]";
            int index = answer.Text.IndexOf(mark, from, StringComparison.Ordinal);
            if (index < 0)
            {
                unmarked.Add(citation);
                continue;
            }
            string text = answer.Text[from..(index + mark.Length)];
            from = index + mark.Length;
            int start = text.Length - text.TrimStart().Length;
            CitationAnnotation annotation = CreateAnnotation(citation, answer);
            annotation.AnnotatedRegions = [new TextSpanAnnotatedRegion { StartIndex = start, EndIndex = text.Length }];
            yield return new TextContent(text) { Annotations = [annotation] };
        }
        if (from < answer.Text.Length || from == 0 || unmarked.Count > 0)
        {
            yield return new TextContent(answer.Text[from..]) { Annotations = CreateAnnotations(unmarked, answer) };
        }
    }

    /// <summary>Returns the citations of an answer whose text was streamed already.</summary>
    public static IEnumerable<AIContent> CreateCitations(Answer answer)
    {
        if (CreateAnnotations(answer.Citations, answer) is { } annotations) yield return new TextContent("") { Annotations = annotations };
    }

    private static IList<AIAnnotation>? CreateAnnotations(IReadOnlyList<Citation> citations, Answer answer) =>
        citations.Count == 0 ? null : [.. citations.Select(citation => CreateAnnotation(citation, answer))];

    private static CitationAnnotation CreateAnnotation(Citation citation, Answer answer)
    {
        DocumentLocation location = citation.Location;
        bool isFile = location.Root.Length > 0 && Path.IsPathRooted(location.Root);
        return new CitationAnnotation
        {
            Title = answer.Evidence.FirstOrDefault(passage => passage.Number == citation.Number)?.Title,
            Url = isFile ? new Uri(Path.Combine(location.Root, location.Path)) : null,
            FileId = $"{location.Collection}/{location.Path}",
            Snippet = citation.Quote,
            RawRepresentation = citation,
            AdditionalProperties = new()
            {
                ["number"] = citation.Number,
                ["line"] = location.Line,
                ["start"] = location.Start,
                ["end"] = location.End,
                ["verbatim"] = citation.Verbatim,
                ["support"] = citation.Support.Probability,
            },
        };
    }
}
