using System.CommandLine;
using System.Numerics.Tensors;
using SearchEngine.Evaluation.Collections;
using SearchEngine.Evaluation.Measures;
using SearchEngine.Runtime.Checkpoints;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Tokenizers;

namespace SearchEngine.Benchmarks.Encoding;

/// <summary>
/// <c>benchmarks quality</c>: how precision and graph affect ranking. Whole documents, truncated at the model's limit, are
/// compared with every query.
/// </summary>
internal static class QualityBenchmark
{
    private const int Depth = 100;

    public static Command Create()
    {
        Argument<string> corpus = CommonArguments.CreateCollection();
        Option<string> split = CommonArguments.CreateSplit("dev");
        Command command = new("quality", "nDCG@10 of embeddings alone: the product in int8 and in float32, and the plain int8 graph")
        {
            corpus,
            split,
        };
        command.SetAction(parsed => Run(BeirCollection.Open(parsed.GetRequiredValue(corpus), parsed.GetValue(split))));
        return command;
    }

    private static void Run(BeirCollection collection)
    {
        string model = EncodingBenchmark.Model;
        int cores = Environment.ProcessorCount;
        TextTokenizer tokenizer = TextTokenizer.Load(model);
        string prompt = EmbeddingSettings.Read(model).QueryPrompt;
        BeirDocument[] documents = [.. collection.Documents()];
        int[][] texts = [.. documents.Select(document => tokenizer.EncodeIds($"{document.Title}\n{document.Text}"))];
        int[][] queries = [.. collection.Queries.Select(query => tokenizer.EncodeIds(prompt + query.Text))];
        Console.WriteLine($"{collection.Name} {collection.Split}: {documents.Length} documents, {queries.Length} queries");

        float[][]? exact = null;
        (string Name, Func<IEncoding> Create)[] ways =
        [
            ("product, float32", () => new ProductEncoding(model, cores, Precision.Float32)),
            ("product, int8", () => new ProductEncoding(model, cores)),
            ("plain graph, int8", () => Baselines.Get("plain").Create(model, cores)),
        ];
        foreach ((string name, Func<IEncoding> create) in ways)
        {
            using IEncoding encoding = create();
            float[][] passages = Encode(encoding, texts);
            exact ??= passages;
            double ndcg = NormalizedGain(collection, documents, passages, Encode(encoding, queries));
            float[] cosines = [.. passages.Zip(exact, (x, y) => TensorPrimitives.CosineSimilarity<float>(x, y))];
            Console.WriteLine(
                $"  {name,-18} nDCG@10 {ndcg:F4}, cosine to float32: mean {cosines.Average():F4}, minimum {cosines.Min():F4}");
        }
    }

    private static float[][] Encode(IEncoding encoding, int[][] texts)
    {
        float[][] embeddings = [.. texts.Select(_ => new float[encoding.Dimensions])];
        encoding.Encode(texts, embeddings);
        return embeddings;
    }

    private static double NormalizedGain(BeirCollection collection, BeirDocument[] documents, float[][] passages, float[][] queries)
    {
        Dictionary<string, IReadOnlyList<ScoredDocument>> run = [];
        for (int query = 0; query < queries.Length; query++)
        {
            run[collection.Queries[query].Id] =
            [
                .. passages.Select((passage, i) => Score(documents[i], passage, queries[query]))
                    .OrderByDescending(document => document.Score)
                    .Take(Depth),
            ];
        }
        return TrecMeasures.Evaluate(run, collection.Judgements).Mean.Ndcg10;
    }

    private static ScoredDocument Score(BeirDocument document, float[] passage, float[] query) =>
        new(document.Id, TensorPrimitives.CosineSimilarity<float>(passage, query));
}
