using System.Globalization;
using SearchEngine.Encoder.Inspection;

namespace SearchEngine.Cli.Output;

/// <summary>Shows models.</summary>
internal static class ModelView
{
    private static readonly string[] Headers =
        ["model", "role", "family", "dimensions", "max tokens", "size", "precision", "licence", "state"];

    public static void Show(ModelListOutput list, TextWriter output)
    {
        if (list.Models.Count > 0) WriteTable([Headers, .. list.Models.Select(CreateRow)], output);
        IEnumerable<string> folders = list.Models.Select(model => Path.GetDirectoryName(model.Path)!).Distinct();
        foreach (string folder in folders) output.WriteLine($"in {ToPlainText(folder)}");
    }

    public static void Show(ModelReport model, OutputFormat format)
    {
        switch (format)
        {
            case OutputFormat.Json: JsonOutput.Write(model); break;
            case OutputFormat.JsonLines: JsonOutput.WriteLine(model); break;
            default: Show(model, Console.Out); break;
        }
    }

    private static string[] CreateRow(ModelReport model)
    {
        int? maxTokens = model.Embedding?.MaxTokens ?? model.Reranking?.MaxTokens ?? (model.Role == "decoder" ? model.Positions : null);
        string onnxPrecision = model.Onnx.Count > 0 ? "ONNX" : "";
        return
        [
            ToPlainText(model.Name),
            ToPlainText(model.Role),
            ToPlainText(model.Family),
            $"{model.Embedding?.Dimensions}",
            $"{maxTokens}",
            FormatMegabytes(model.Bytes),
            model.Precisions.Count > 0 ? string.Join("|", model.Precisions) : onnxPrecision,
            ToPlainText(model.License),
            model.Complete ? "complete" : "incomplete",
        ];
    }

    private static void WriteTable(IReadOnlyList<string[]> rows, TextWriter output)
    {
        int[] widths = [.. Enumerable.Range(0, Headers.Length).Select(column => rows.Max(row => row[column].Length))];
        foreach (string[] row in rows)
            output.WriteLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }

    private static void Show(ModelReport model, TextWriter output)
    {
        output.WriteLine($"{ToPlainText(model.Name)}: {(model.Complete ? "complete" : "incomplete")}");
        foreach ((string label, string? value) in Describe(model))
        {
            if (!string.IsNullOrEmpty(value)) output.WriteLine($"{label,-12} {ToPlainText(value)}");
        }
        foreach (ModelFault fault in model.Faults)
        {
            string part = fault.Part is null ? "" : $"{fault.Part}: ";
            output.WriteLine(ToPlainText($"fault        {fault.File}: {part}{fault.Reason}"));
        }
        if (!model.Complete && model.Weights.Count > 0 && model.Onnx.FirstOrDefault(file => file.Fault is null) is { } onnx)
            output.WriteLine(ToPlainText($"instead      {onnx.File} does not need the weights; use it with --onnx {onnx.File}"));
    }

    private static IEnumerable<(string Label, string? Value)> Describe(ModelReport model)
    {
        yield return ("path", model.Path);
        yield return ("role", model.Role);
        yield return ("family", model.Architecture is null ? model.Family : $"{model.Family} ({model.Architecture})");
        yield return ("shape", DescribeShape(model));
        if (model.Embedding is { } embedding)
        {
            yield return ("embedding", DescribeEmbedding(embedding));
            yield return ("sizes", embedding.Sizes);
            string? query = FormatPrompt("query", embedding.QueryPrompt), document = FormatPrompt("document", embedding.DocumentPrompt);
            yield return ("prompts", Join(query, document));
        }
        if (model.Reranking is { } reranking)
        {
            string answers = reranking.MarksAnswers ? "marks answers" : "does not mark answers";
            yield return ("reranking", Join($"pairs of at most {reranking.MaxTokens} tokens", answers));
        }
        if (model.Experts is { } experts)
        {
            string? shared = experts.Shared ? "and one shared by all tokens" : null;
            yield return ("experts", Join($"{experts.Chosen} of {experts.Count} per token", shared));
        }
        yield return ("tokenizer", model.Tokenizer);
        foreach (WeightsReport file in model.Weights) yield return ("weights", DescribeWeights(file));
        foreach (OnnxReport file in model.Onnx) yield return ("onnx", Join(file.File, FormatMegabytes(file.Bytes), file.Fault));
        yield return ("precision", string.Join(", ", model.Precisions));
        yield return ("licence", model.License ?? "not stated in any file");
    }

    private static string DescribeShape(ModelReport model) => Join(
        FormatCount(model.Layers, "layers"),
        FormatCount(model.Hidden, "hidden"),
        FormatCount(model.Heads, "heads"),
        FormatCount(model.Vocabulary, "tokens in the vocabulary"),
        FormatCount(model.Positions, "positions"));

    private static string DescribeEmbedding(EmbeddingReport embedding) => Join(
        $"{embedding.Dimensions} dimensions",
        $"{embedding.Pooling} pooling",
        embedding.Normalized ? "normalized" : "not normalized",
        $"at most {embedding.MaxTokens} tokens");

    private static string DescribeWeights(WeightsReport file)
    {
        string parameters = string.Create(CultureInfo.InvariantCulture, $"{file.Parameters:N0} parameters");
        string tensors = string.Join(" and ", file.Tensors.Select(type => $"{type.Value} tensors of {type.Key}"));
        return Join(file.File, FormatMegabytes(file.Bytes), parameters, tensors);
    }

    private static string Join(params string?[] parts) => string.Join(", ", parts.Where(part => !string.IsNullOrEmpty(part)));

    private static string? FormatCount(int? count, string unit) =>
        count is null ? null : string.Create(CultureInfo.InvariantCulture, $"{count} {unit}");

    private static string? FormatPrompt(string role, string text) => text.Length == 0 ? null : $"{role} \"{text}\"";

    private static string FormatMegabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:F1} MB");

    private static string ToPlainText(string? text) => PlainText.ReplaceControls(text ?? "").ReplaceLineEndings(" ");
}
