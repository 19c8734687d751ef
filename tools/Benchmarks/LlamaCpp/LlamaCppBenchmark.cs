using System.CommandLine;
using SearchEngine.Benchmarks.Decoding;
using SearchEngine.Evaluation.Answers;
using SearchEngine.Generator.Prompting;
using SearchEngine.Generator.Prompting.Jinja;
using SearchEngine.Generator;
using SearchEngine.Generator.Caching;
using SearchEngine.Models;

namespace SearchEngine.Benchmarks.LlamaCpp;

/// <summary>
/// <c>benchmarks llama-cpp</c>: the decoder against llama.cpp with the same GGUF file, prompts and number of threads:
/// reading, generating, and generating answers that quote.
/// </summary>
internal static class LlamaCppBenchmark
{
    private const int PromptTokens = 512, LongPromptTokens = 600, Written = 64;

    public static Command Create()
    {
        Argument<string> file = new("FILE") { Description = "Questions and paragraphs in SQuAD 2.0 format" };
        Option<int> pairs = CommonArguments.CreatePairs(15);
        Option<string> modules = new("--modules")
        {
            Description = "The folder to install node-llama-cpp into",
            DefaultValueFactory = _ => Path.Combine("artifacts", "llama-cpp"),
        };
        Command command = new("llama-cpp", "Generate text: the product against llama.cpp") { file, pairs, modules };
        command.SetAction(
            parsed => Run(AnswerCollection.Open(parsed.GetRequiredValue(file)), parsed.GetValue(pairs), parsed.GetRequiredValue(modules)));
        return command;
    }

    private static void Run(AnswerCollection collection, int pairs, string modules)
    {
        string model = Directory.EnumerateFiles(ModelFolders.Find("answerer-moe-135m"), "*.gguf").Single();
        using (DecoderModel.Load(model, new DecoderOptions())) { }
        using DecoderModel decoder = DecoderModel.Load(model, new DecoderOptions());
        ProductDecoding product = new(decoder);
        using LlamaCppProcess llama = new(modules, model, Environment.ProcessorCount);
        Console.WriteLine(
            $"{Path.GetFileName(model)}, {Environment.ProcessorCount} threads, {pairs} pairs; llama.cpp loads in {llama.LoadSeconds:F2} s");

        int[] text = PromptIds(decoder, string.Join("\n\n", collection.Paragraphs.Take(120).Select(paragraph => paragraph.Text)));
        int[] Plain(int run) => text[(run * PromptTokens)..((run + 1) * PromptTokens)];
        Compare(
            "reading 512 tokens", PromptTokens, pairs, run => product.Write(Plain(run), 1).First, run => llama.Write(Plain(run), 1).First);
        Compare(
            "writing 64 tokens after 512, each",
            1,
            pairs,
            run => product.Write(Plain(run), Written).Each,
            run => llama.Write(Plain(run), Written).Each);

        int[][] asked = [.. QuotingPrompts.Create(collection, decoder).Take(pairs + 1)];
        int same = 0, drafted = 0;
        double With(int run)
        {
            WritingTime drafting = product.Write(asked[run], 2 * Written, lookup: true);
            WritingTime plain = product.Write(asked[run], 2 * Written);
            if (drafting.Tokens.SequenceEqual(plain.Tokens)) same++;
            drafted++;
            return drafting.Each;
        }
        Compare(
            "writing answers that quote, drafts by prompt lookup; llama.cpp without, each",
            1,
            pairs,
            With,
            run => llama.Write(asked[run], 2 * Written).Each);
        Compare(
            "the same; llama.cpp with its own lookup, each",
            1,
            pairs,
            With,
            run => llama.Write(asked[run], 2 * Written, lookup: true).Each);
        Console.WriteLine($"\n{same} of {drafted} drafted answers have the same tokens as without drafts");

        int[] Long(int run) => text[(run * PromptTokens)..(run * PromptTokens + LongPromptTokens)];
        Compare(
            "first token of 600 read by the chat client; against reading alone",
            LongPromptTokens,
            pairs,
            run => Streamed(decoder, Long(run)),
            run => product.Write(Long(run), 1).First);
        Compare(
            "a second question after the same passages; against the first",
            1,
            pairs,
            run => Second(product, asked[run]),
            run => product.Write(asked[run], 1).First);
    }

    private static double Streamed(DecoderModel decoder, int[] prompt)
    {
        // Clear the cache, so that no part of the prompt is reused.
        using (KeyValueCachePool.Lease lease = decoder.RentAsync(prompt).GetAwaiter().GetResult()) lease.Cache.Truncate(0);
        GenerationStats stats = new();
        IAsyncEnumerator<string> pieces = decoder.GenerateAsync(
            prompt,
            new GenerationOptions { MaxTokens = 4 },
            stats).GetAsyncEnumerator();
        while (pieces.MoveNextAsync().AsTask().GetAwaiter().GetResult()) { }
        return stats.TimeToFirstToken.TotalSeconds;
    }

    /// <summary>Returns the time to the first token of a second prompt that differs from the first in its last words.</summary>
    private static double Second(ProductDecoding product, int[] prompt)
    {
        int[] other = [.. prompt];
        Array.Reverse(other, other.Length - 16, 8);
        product.Write(prompt, 1);
        return product.Write(other, 1, reuse: true).First;
    }

    private static int[] PromptIds(DecoderModel decoder, string text) =>
        PromptEncoder.Encode(decoder.Tokenizer, [new PromptPart(text, IsTemplate: false)]);

    private static void Compare(string what, int tokens, int pairs, Func<int, double> candidate, Func<int, double> baseline)
    {
        candidate(pairs);
        baseline(pairs);
        (double[] candidates, double[] baselines) = (new double[pairs], new double[pairs]);
        for (int i = 0; i < pairs; i++) (candidates[i], baselines[i]) = (candidate(i), baseline(i));
        PairedRatio ratio = PairedRatio.FromTimes(candidates, baselines);
        (double product, double other) = (tokens / ratio.Candidate, tokens / ratio.Baseline);
        Console.WriteLine($"\n{what}");
        Console.WriteLine(
            $"  product  {product,8:F1} tokens/s, other {other:F1} ({1e3 * ratio.Candidate:F1} and {1e3 * ratio.Baseline:F1} ms)");
        Console.WriteLine($"  ratio    {ratio} as fast");
    }
}
