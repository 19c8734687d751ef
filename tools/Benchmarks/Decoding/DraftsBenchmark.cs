using System.CommandLine;
using SearchEngine.Evaluation.Answers;
using SearchEngine.Generator;
using SearchEngine.Models;
using SearchEngine.Runtime.Graphs;

namespace SearchEngine.Benchmarks.Decoding;

/// <summary>
/// <c>benchmarks drafts</c>: whether prompt lookup changes the generated tokens, and how close the two best logits were
/// where it does.
/// </summary>
internal static class DraftsBenchmark
{
    private const int Written = 64;

    public static Command Create()
    {
        Argument<string> file = new("FILE") { Description = "Questions and paragraphs in SQuAD 2.0 format" };
        Option<int> prompts = new("--prompts") { Description = "Number of questions", DefaultValueFactory = _ => 50 };
        Option<Precision> precision = new("--precision") { Description = "Float32 or Int4", DefaultValueFactory = _ => Precision.Int4 };
        Command command = new("drafts", "Compare answers with and without prompt lookup") { file, prompts, precision };
        command.SetAction(
            parsed => Run(AnswerCollection.Open(parsed.GetRequiredValue(file)), parsed.GetValue(prompts), parsed.GetValue(precision)));
        return command;
    }

    private static void Run(AnswerCollection collection, int count, Precision precision)
    {
        using DecoderModel decoder = DecoderModel.Load(
            ModelFolders.Find("answerer-moe-135m"),
            new DecoderOptions { Precision = precision });
        ProductDecoding product = new(decoder);
        int same = 0, asked = 0, tokens = 0;
        double plainTime = 0, draftedTime = 0;
        foreach (int[] prompt in QuotingPrompts.Create(collection, decoder).Take(count))
        {
            WritingTime plain = product.Write(prompt, Written), drafted = product.Write(prompt, Written, lookup: true, reuse: true);
            asked++;
            (tokens, plainTime, draftedTime) = (tokens + plain.Tokens.Length, plainTime + plain.Rest, draftedTime + drafted.Rest);
            if (plain.Tokens.SequenceEqual(drafted.Tokens))
            {
                same++;
                continue;
            }
            int at = plain.Tokens.AsSpan().CommonPrefixLength(drafted.Tokens);
            float margin = product.Margin([.. prompt, .. plain.Tokens[..at]]);
            Console.WriteLine(
                $"prompt {asked}: differs from token {at + 1} of {plain.Tokens.Length} on, "
                    + $"where the two best logits are {margin:F3} apart");
        }
        Console.WriteLine(
            $"{precision}: {same} of {asked} answers the same, {tokens} tokens; drafted in {draftedTime:F1} s, "
                + $"without in {plainTime:F1} s");
    }
}
