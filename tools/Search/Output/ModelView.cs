using System.Globalization;
using SearchEngine.Cli.Commands;
using SearchEngine.Encoder.Inspection;

namespace SearchEngine.Cli.Output;

/// <summary>Shows models.</summary>
internal static class ModelView
{
    public static void Show(ModelListOutput list, TextWriter output)
    {
        List<string[]> rows = [["model", "role", "family", "dimensions", "max tokens", "size", "precision", "licence", "state"]];
        rows.AddRange(list.Models.Select(model => (string[])[
            ToPlainText(model.Name), ToPlainText(model.Role), ToPlainText(model.Family), $"{model.Embedding?.Dimensions}", $"{model.Embedding?.MaxTokens ?? model.Reranking?.MaxTokens ?? (model.Role == "decoder" ? model.Positions : null)}", FormatMegabytes(model.Bytes),
            model.Precisions.Count > 0 ? string.Join("|", model.Precisions) : model.Onnx.Count > 0 ? "its own" : "", ToPlainText(model.License), model.Complete ? "complete" : "incomplete"]));
        int[] widths = [.. Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length))];
        if (list.Models.Count > 0)
        {
            foreach (string[] row in rows) output.WriteLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }
        foreach (string place in list.Models.Select(model => Path.GetDirectoryName(model.Path)!).Distinct()) output.WriteLine($"in {ToPlainText(place)}");
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

    private static void Show(ModelReport model, TextWriter output)
    {
        output.WriteLine($"{ToPlainText(model.Name)}: {(model.Complete ? "complete" : "incomplete")}");
        foreach ((string label, string? value) in Describe(model))
        {
            if (!string.IsNullOrEmpty(value)) output.WriteLine($"{label,-12} {ToPlainText(value)}");
        }
        foreach (ModelFault fault in model.Faults)
            output.WriteLine(ToPlainText($"fault        {fault.File}: {(fault.Part is null ? "" : $"{fault.Part}: ")}{fault.Reason}"));
        if (!model.Complete && model.Weights.Count > 0 && model.Onnx.FirstOrDefault(file => file.Fault is null) is { } ready)
            output.WriteLine(ToPlainText($"way out      {ready.File} does not need the weights: --onnx {ready.File}"));
    }

    private static IEnumerable<(string Label, string? Value)> Describe(ModelReport model)
    {
        yield return ("path", model.Path);
        yield return ("role", model.Role);
        yield return ("family", model.Architecture is null ? model.Family : $"{model.Family} ({model.Architecture})");
        yield return ("shape", Join(FormatCount(model.Layers, "layers"), FormatCount(model.Hidden, "hidden"), FormatCount(model.Heads, "heads"), FormatCount(model.Vocabulary, "tokens known"), FormatCount(model.Positions, "positions")));
        if (model.Embedding is { } embedding)
        {
            yield return ("embedding", Join($"{embedding.Dimensions} dimensions", $"{embedding.Pooling} pooling", embedding.Normalized ? "normalized" : "not normalized", $"at most {embedding.MaxTokens} tokens"));
            yield return ("sizes", embedding.Sizes);
            yield return ("prompts", Join(FormatPrompt("query", embedding.QueryPrompt), FormatPrompt("document", embedding.DocumentPrompt)));
        }
        if (model.Reranking is { } reranking)
            yield return ("reranking", Join($"pairs of at most {reranking.MaxTokens} tokens", reranking.MarksAnswers ? "marks answers" : "marks no answers"));
        if (model.Experts is { } experts) yield return ("experts", Join($"{experts.Chosen} of {experts.Count} a token", experts.Shared ? "and one shared by all" : null));
        yield return ("tokenizer", model.Tokenizer);
        foreach (WeightsReport file in model.Weights)
            yield return ("weights", Join(file.File, FormatMegabytes(file.Bytes), string.Create(CultureInfo.InvariantCulture, $"{file.Parameters:N0} parameters"), string.Join(" and ", file.Tensors.Select(type => $"{type.Value} tensors of {type.Key}"))));
        foreach (OnnxReport file in model.Onnx) yield return ("onnx", Join(file.File, FormatMegabytes(file.Bytes), file.Fault));
        yield return ("precision", string.Join(", ", model.Precisions));
        yield return ("licence", model.License ?? "no file says");
    }

    private static string Join(params string?[] parts) => string.Join(", ", parts.Where(part => !string.IsNullOrEmpty(part)));

    private static string? FormatCount(int? count, string unit) => count is null ? null : string.Create(CultureInfo.InvariantCulture, $"{count} {unit}");

    private static string? FormatPrompt(string role, string text) => text.Length == 0 ? null : $"{role} \"{text}\"";

    private static string FormatMegabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:F1} MB");

    private static string ToPlainText(string? text) => PlainText.ReplaceControls(text ?? "").ReplaceLineEndings(" ");
}
