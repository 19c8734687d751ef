using System.CommandLine;
using System.Diagnostics;
using System.Numerics.Tensors;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Vectors;

namespace SearchEngine.Benchmarks.Peers;

/// <summary><c>benchmarks peers</c>: the product's exact search against the approximate one of hnswlib-node and usearch, on vectors that lie about as those of real texts do.</summary>
internal static class PeersBenchmark
{
    private const int Hits = 10;
    private const double WantedRecall = 0.95;

    private static readonly int[] _expansions = [10, 12, 16, 20, 24, 32, 40, 48, 64, 80, 96, 128, 160, 192, 256, 384, 512, 768, 1024];

    public static Command Create()
    {
        Option<string> data = new("--data") { Description = "Folder that holds ir/nfcorpus and train/squad-train-v1.1.json.xz", DefaultValueFactory = _ => "../shared/data" };
        Option<string> embeddings = new("--embeddings") { Description = "File that keeps the real embeddings", DefaultValueFactory = _ => "artifacts/peers/embeddings.bin" };
        Option<string> modules = new("--modules") { Description = "Folder to install the peers into", DefaultValueFactory = _ => "artifacts/peers/node" };
        Option<string[]> peers = new("--peers") { Description = "Which", DefaultValueFactory = _ => ["usearch", "hnswlib"], AllowMultipleArgumentsPerToken = true };
        peers.AcceptOnlyFromAmong("usearch", "hnswlib");
        Option<int> vectors = new("--vectors") { Description = "How many vectors", DefaultValueFactory = _ => 200_000 };
        Option<double> noise = new("--noise") { Description = "Length of what is added to a real embedding, of length 1, to make another", DefaultValueFactory = _ => 0.25 };
        Option<int> pairs = new("--pairs") { Description = "How many pairs of runs", DefaultValueFactory = _ => 9 };
        Command command = new("peers", "Exact search against hnswlib-node and usearch at recall@10 of 0.95, on real embeddings; needs Node.js, npm and xz") { data, embeddings, modules, peers, vectors, noise, pairs };
        command.SetAction(parsed =>
        {
            RealEmbeddings real = RealEmbeddings.Open(parsed.GetRequiredValue(data), parsed.GetRequiredValue(embeddings));
            Run(real, new JitteredVectors(real.Texts, parsed.GetValue(noise)), parsed.GetValue(vectors), parsed.GetRequiredValue(modules), parsed.GetRequiredValue(peers), parsed.GetValue(pairs));
        });
        return command;
    }

    private static void Run(RealEmbeddings real, JitteredVectors jittered, int count, string modules, string[] peers, int pairs)
    {
        string folder = Directory.CreateTempSubdirectory("benchmark-").FullName;
        try
        {
            float[][] vectors = new float[count][];
            Parallel.For(0, count, i => vectors[i] = jittered.Vector(i));
            (string vectorFile, string queryFile) = (Path.Combine(folder, "vectors"), Path.Combine(folder, "queries"));
            JitteredVectors.Write(vectorFile, vectors);
            JitteredVectors.Write(queryFile, real.Queries);
            int[][] truth = BruteForce(vectors, real.Queries);
            Console.WriteLine($"{count} vectors around {real.Texts.Length} real ones, {jittered.Dimensions} dimensions; {real.Queries.Length} real queries, top {Hits}; {Environment.ProcessorCount} cores, {pairs} pairs");

            using SegmentVectorIndex index = new(Path.Combine(folder, "index"));
            long started = Stopwatch.GetTimestamp();
            index.Update([], new ChunkVectors(jittered.Dimensions, count, vectors.Select((vector, i) => new ChunkVector(i, vector))), new DerivedStamp("benchmark", 1));
            double build = Stopwatch.GetElapsedTime(started).TotalSeconds;
            using VectorSnapshotLease snapshot = index.Snapshot();
            ReadOnlyMemory<float>[] queries = [.. real.Queries.Select(query => (ReadOnlyMemory<float>)query)];
            int[][] Found() => [.. snapshot.SearchBatch(queries, Hits).Select(hits => hits.Select(hit => (int)hit.ChunkId).ToArray())];
            Console.WriteLine(FormattableString.Invariant($"  product: built and flushed to the disk in {build:F2} s, recall {Recall(truth, Found()):F4}"));
            PairedRatio alone = PairedRatio.Measure(3, () => Found(), () => Array.ForEach(queries, query => snapshot.Search(query.Span, Hits)));
            Console.WriteLine(FormattableString.Invariant($"  product: {queries.Length / alone.Candidate:F0} queries/s in one call, {queries.Length / alone.Baseline:F0} one after the other"));

            foreach (string name in peers)
            {
                using NodePeer peer = new(name, modules, vectorFile, queryFile, jittered.Dimensions, Hits);
                double recall = Tune(peer, truth);
                PairedRatio ratio = PairedRatio.Measure(pairs, () => Found(), () => peer.Search());
                Console.WriteLine(FormattableString.Invariant($"  {name}: built in {peer.BuildSeconds:F1} s, {peer.BuildSeconds / build:F1}x the product's; recall {recall:F3} with an expansion of {peer.Expansion}"));
                Console.WriteLine(FormattableString.Invariant($"  {name}: {queries.Length / ratio.Baseline:F0} queries/s, product {queries.Length / ratio.Candidate:F0}: {ratio} its rate"));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Finds the least expansion that reaches the recall.</summary>
    private static double Tune(NodePeer peer, int[][] truth)
    {
        double recall = 0;
        foreach (int expansion in _expansions)
        {
            peer.Expansion = expansion;
            peer.Search();
            recall = Recall(truth, peer.Found());
            if (recall >= WantedRecall) break;
        }
        return recall;
    }

    private static double Recall(int[][] truth, int[][] found) => truth.Zip(found, (wanted, had) => wanted.Intersect(had).Count()).Sum() / (double)(truth.Length * Hits);

    private static int[][] BruteForce(float[][] vectors, float[][] queries)
    {
        int[][] best = new int[queries.Length][];
        Parallel.For(0, queries.Length, q =>
        {
            float[] scores = new float[vectors.Length];
            for (int i = 0; i < vectors.Length; i++) scores[i] = TensorPrimitives.Dot<float>(queries[q], vectors[i]);
            best[q] = [.. Enumerable.Range(0, vectors.Length).OrderByDescending(i => scores[i]).Take(Hits)];
        });
        return best;
    }
}
