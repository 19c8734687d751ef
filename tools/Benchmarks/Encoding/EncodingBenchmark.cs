using System.CommandLine;
using System.Numerics.Tensors;
using SearchEngine.Encoder;
using SearchEngine.Evaluation.Collections;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Benchmarks.Encoding;

/// <summary><c>benchmarks encode</c>: the product's encoder against padded batches of the same model.</summary>
internal static class EncodingBenchmark
{
    private const int BatchSize = 32;

    /// <summary>Both ways must compute the same thing; 8-bit activations share a scale within a padded batch and shift a little.</summary>
    private const float SameEmbedding = 0.98f;

    public static Command Create()
    {
        Argument<string> corpus = new("DIR") { Description = "A collection in BEIR layout; its documents are encoded in corpus order" };
        Option<int> documents = new("--documents") { Description = "How many documents", DefaultValueFactory = _ => 96 };
        Option<int> pairs = new("--pairs") { Description = "How many pairs of runs", DefaultValueFactory = _ => 15 };
        Command command = new("encode", "Encode documents: one text a run against padded batches of 32 in corpus order") { corpus, documents, pairs };
        command.SetAction(parsed => Run(parsed.GetRequiredValue(corpus), parsed.GetValue(documents), parsed.GetValue(pairs)));
        return command;
    }

    private static void Run(string corpus, int documents, int pairs)
    {
        string model = ModelFolders.Find("bge-small-en-v1.5");
        TextTokenizer tokenizer = TextTokenizer.Load(model);
        int[][] texts = [.. BeirCollection.Open(corpus).Documents().Take(documents).Select(document => tokenizer.EncodeIds($"{document.Title}\n{document.Text}"))];
        long tokens = texts.Sum(text => (long)text.Length);
        int threads = Environment.ProcessorCount;
        Console.WriteLine(FormattableString.Invariant($"{texts.Length} documents, {tokens} tokens (mean {tokens / texts.Length}, longest {texts.Max(text => text.Length)}), int8, {threads} cores, {pairs} pairs"));

        using TextEncoder encoder = TextEncoder.Load(model, new EncoderOptions { Threads = threads });
        using PaddedEncoder padded = new(model, Precision.Int8, threads);
        RequireSame(encoder, padded, texts);

        PairedRatio ratio = PairedRatio.Measure(pairs, () => OneTextARun(encoder, texts, threads), () => PaddedBatches(padded, texts));
        Console.WriteLine(FormattableString.Invariant($"one text a run, a caller a core   {tokens / ratio.Candidate,8:F0} tokens/s"));
        Console.WriteLine(FormattableString.Invariant($"padded batches of {BatchSize}, in order    {tokens / ratio.Baseline,8:F0} tokens/s"));
        Console.WriteLine($"ratio                             {ratio}");
    }

    private static void OneTextARun(TextEncoder encoder, int[][] texts, int threads) =>
        Parallel.ForEach(texts, new ParallelOptions { MaxDegreeOfParallelism = threads }, text => encoder.Encode(text, new float[encoder.Dimensions]));

    private static void PaddedBatches(PaddedEncoder padded, int[][] texts)
    {
        for (int at = 0; at < texts.Length; at += BatchSize) padded.Encode(texts.AsSpan(at, Math.Min(BatchSize, texts.Length - at)));
    }

    private static void RequireSame(TextEncoder encoder, PaddedEncoder padded, int[][] texts)
    {
        int[][] few = [.. texts.Take(BatchSize)];
        float[] batch = padded.Encode(few);
        int stride = batch.Length / few.Length;
        float[] alone = new float[encoder.Dimensions];
        for (int row = 0; row < few.Length; row++)
        {
            encoder.Encode(few[row], alone);
            float cosine = TensorPrimitives.CosineSimilarity(alone, batch.AsSpan(row * stride, alone.Length));
            if (cosine < SameEmbedding) throw new InvalidOperationException($"document {row}: the two ways differ (cosine {cosine})");
        }
    }
}
