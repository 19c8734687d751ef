using System.CommandLine;
using SearchEngine.Benchmarks.Decoding;
using SearchEngine.Evaluation.Answers;
using SearchEngine.Generator.Prompting.Jinja;
using SearchEngine.Generator;
using SearchEngine.Generator.Caching;
using SearchEngine.Models;

namespace SearchEngine.Benchmarks.LlamaCpp;

/// <summary><c>benchmarks llama-cpp</c>: the decoder against llama.cpp on the same GGUF file, the same prompts and as many threads: reading, writing, and writing answers that quote.</summary>
internal static class LlamaCppBenchmark
{
    private const int PromptTokens = 512, LongPromptTokens = 600, Written = 64;

    public static Command Create()
    {
        Argument<string> file = new("FILE") { Description = "Questions and paragraphs in the form of SQuAD 2.0" };
        Option<int> pairs = new("--pairs") { Description = "How many pairs of runs", DefaultValueFactory = _ => 15 };
        Option<string> modules = new("--modules") { Description = "Folder to install node-llama-cpp into", DefaultValueFactory = _ => Path.Combine("artifacts", "llama-cpp") };
        Command command = new("llama-cpp", "Decode: the product against llama.cpp") { file, pairs, modules };
        command.SetAction(parsed => Run(AnswerCollection.Open(parsed.GetRequiredValue(file)), parsed.GetValue(pairs), parsed.GetRequiredValue(modules)));
        return command;
    }

    private static void Run(AnswerCollection collection, int pairs, string modules)
    {
        string model = Directory.EnumerateFiles(ModelFolders.Find("answerer-moe-135m"), "*.gguf").Single();
        using (DecoderModel.Load(model, new DecoderOptions())) { }
        using DecoderModel decoder = DecoderModel.Load(model, new DecoderOptions());
        ProductDecoding product = new(decoder);
        using LlamaCppProcess llama = new(modules, model, Environment.ProcessorCount);
        Console.WriteLine(FormattableString.Invariant($"{Path.GetFileName(model)}, {Environment.ProcessorCount} threads, {pairs} pairs; llama.cpp loads in {llama.LoadSeconds:F2} s"));

        int[] text = PromptIds(decoder, string.Join("\n\n", collection.Paragraphs.Take(120).Select(paragraph => paragraph.Text)));
        int[] Plain(int run) => text[(run * PromptTokens)..((run + 1) * PromptTokens)];
        Compare("reading 512 tokens", PromptTokens, pairs, run => product.Write(Plain(run), 1).First, run => llama.Write(Plain(run), 1).First);
        Compare("writing 64 tokens after 512, each", 1, pairs, run => product.Write(Plain(run), Written).Each, run => llama.Write(Plain(run), Written).Each);

        int[][] asked = [.. QuotingPrompts.Of(collection, decoder).Take(pairs + 1)];
        int same = 0, drafted = 0;
        double With(int run)
        {
            WritingTime drafting = product.Write(asked[run], 2 * Written, lookup: true);
            (same, drafted) = (same + (drafting.Tokens.SequenceEqual(product.Write(asked[run], 2 * Written).Tokens) ? 1 : 0), drafted + 1);
            return drafting.Each;
        }
        Compare("writing answers that quote, drafts by prompt lookup; llama.cpp without, each", 1, pairs, With, run => llama.Write(asked[run], 2 * Written).Each);
        Compare("the same; llama.cpp with its own lookup, each", 1, pairs, With, run => llama.Write(asked[run], 2 * Written, lookup: true).Each);
        Console.WriteLine(FormattableString.Invariant($"\n{same} of {drafted} drafted answers are those without drafts, token for token"));

        int[] Long(int run) => text[(run * PromptTokens)..(run * PromptTokens + LongPromptTokens)];
        Compare("first token of 600 read by the chat client; against reading alone", LongPromptTokens, pairs, run => Streamed(decoder, Long(run)), run => product.Write(Long(run), 1).First);
        Compare("a second question after the same passages; against the first", 1, pairs, run => Second(product, asked[run]), run => product.Write(asked[run], 1).First);
    }

    private static double Streamed(DecoderModel decoder, int[] prompt)
    {
        // Of a cache that has read something else.
        using (KeyValueCachePool.Lease lease = decoder.RentAsync(prompt).GetAwaiter().GetResult()) lease.Cache.Truncate(0);
        GenerationStats tally = new();
        IAsyncEnumerator<string> pieces = decoder.GenerateAsync(prompt, new GenerationOptions { MaxTokens = 4 }, tally).GetAsyncEnumerator();
        while (pieces.MoveNextAsync().AsTask().GetAwaiter().GetResult()) { }
        return tally.TimeToFirstToken.TotalSeconds;
    }

    /// <summary>Another question of the same length: its last words differ.</summary>
    private static double Second(ProductDecoding product, int[] prompt)
    {
        int[] other = [.. prompt];
        Array.Reverse(other, other.Length - 16, 8);
        product.Write(prompt, 1);
        return product.Write(other, 1, reuse: true).First;
    }

    private static int[] PromptIds(DecoderModel decoder, string text) => Generator.Prompting.PromptEncoder.Encode(decoder.Tokenizer, [new PromptPart(text, IsTemplate: false)]);

    private static void Compare(string what, int tokens, int pairs, Func<int, double> candidate, Func<int, double> baseline)
    {
        candidate(pairs);
        baseline(pairs);
        (double[] candidates, double[] baselines) = (new double[pairs], new double[pairs]);
        for (int i = 0; i < pairs; i++) (candidates[i], baselines[i]) = (candidate(i), baseline(i));
        PairedRatio ratio = PairedRatio.Of(candidates, baselines);
        Console.WriteLine(FormattableString.Invariant($"\n{what}\n  product  {tokens / ratio.Candidate,8:F1} tokens/s, other {tokens / ratio.Baseline:F1} ({1e3 * ratio.Candidate:F1} and {1e3 * ratio.Baseline:F1} ms)\n  ratio    {ratio} as fast"));
    }
}
