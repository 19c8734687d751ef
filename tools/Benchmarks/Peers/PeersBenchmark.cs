using System.CommandLine;
using System.Diagnostics;
using System.Numerics.Tensors;
using SearchEngine.Index.Contracts;
using SearchEngine.Index.Vectors;

namespace SearchEngine.Benchmarks.Peers;

/// <summary>
/// <c>benchmarks peers</c>: the product's exact search against the approximate search of hnswlib-node and usearch, on
/// vectors distributed like those of real texts.
/// </summary>
internal static class PeersBenchmark
{
    private const int Hits = 10;
    private const double TargetRecall = 0.95;

    private static readonly int[] _expansions = [10, 12, 16, 20, 24, 32, 40, 48, 64, 80, 96, 128, 160, 192, 256, 384, 512, 768, 1024];

    public static Command Create()
    {
        Option<string> data = new("--data")
        {
            Description = "The folder that holds ir/nfcorpus and train/squad-train-v1.1.json.xz",
            DefaultValueFactory = _ => "../shared/data",
        };
        Option<string> embeddings = new("--embeddings")
        {
            Description = "The file that keeps the real embeddings",
            DefaultValueFactory = _ => "artifacts/peers/embeddings.bin",
        };
        Option<string> modules = new("--modules")
        {
            Description = "The folder to install the peers into",
            DefaultValueFactory = _ => "artifacts/peers/node",
        };
        Option<string[]> peers = new("--peers")
        {
            Description = "The libraries to compare with",
            DefaultValueFactory = _ => ["usearch", "hnswlib"],
            AllowMultipleArgumentsPerToken = true,
        };
        peers.AcceptOnlyFromAmong("usearch", "hnswlib");
        Option<int> vectors = new("--vectors") { Description = "Number of vectors", DefaultValueFactory = _ => 200_000 };
        Option<double> noise = new("--noise")
        {
            Description = "Length of the noise added to a real embedding, whose length is 1",
            DefaultValueFactory = _ => 0.25,
        };
        Option<int> pairs = CommonArguments.CreatePairs(9);
        Command command = new("peers", "Exact search against hnswlib-node and usearch at a recall@10 of 0.95, on real embeddings. "
            + "Needs Node.js, npm and xz")
        {
            data,
            embeddings,
            modules,
            peers,
            vectors,
            noise,
            pairs,
        };
        command.SetAction(parsed =>
        {
            RealEmbeddings real = RealEmbeddings.Open(parsed.GetRequiredValue(data), parsed.GetRequiredValue(embeddings));
            Run(
                real,
                new JitteredVectors(real.Texts, parsed.GetValue(noise)),
                parsed.GetValue(vectors),
                parsed.GetRequiredValue(modules),
                parsed.GetRequiredValue(peers),
                parsed.GetValue(pairs));
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
            Console.WriteLine(
                $"{count} vectors around {real.Texts.Length} real ones, {jittered.Dimensions} dimensions; "
                    + $"{real.Queries.Length} real queries, top {Hits}; {Environment.ProcessorCount} cores, {pairs} pairs");

            using SegmentVectorIndex index = new(Path.Combine(folder, "index"));
            long started = Stopwatch.GetTimestamp();
            index.Update(
                [],
                new ChunkVectors(jittered.Dimensions, count, vectors.Select((vector, i) => new ChunkVector(i, vector))),
                new DerivedStamp("benchmark", 1));
            double build = Stopwatch.GetElapsedTime(started).TotalSeconds;
            using VectorSnapshotLease snapshot = index.Snapshot();
            ReadOnlyMemory<float>[] queries = [.. real.Queries.Select(query => (ReadOnlyMemory<float>)query)];
            int[][] Found() => [.. snapshot.SearchBatch(queries, Hits).Select(hits => hits.Select(hit => (int)hit.ChunkId).ToArray())];
            Console.WriteLine($"  product: built and flushed to disk in {build:F2} s, recall {Recall(truth, Found()):F4}");
            PairedRatio alone = PairedRatio.Measure(
                3,
                () => Found(),
                () => Array.ForEach(queries, query => snapshot.Search(query.Span, Hits)));
            Console.WriteLine(
                $"  product: {queries.Length / alone.Candidate:F0} queries/s in one call, "
                    + $"{queries.Length / alone.Baseline:F0} one after the other");

            foreach (string name in peers)
            {
                using NodePeer peer = new(name, modules, vectorFile, queryFile, jittered.Dimensions, Hits);
                double recall = Tune(peer, truth);
                PairedRatio ratio = PairedRatio.Measure(pairs, () => Found(), () => peer.Search());
                Console.WriteLine(
                    $"  {name}: built in {peer.BuildSeconds:F1} s, {peer.BuildSeconds / build:F1}x the product's; "
                        + $"recall {recall:F3} with an expansion of {peer.Expansion}");
                Console.WriteLine(
                    $"  {name}: {queries.Length / ratio.Baseline:F0} queries/s, product {queries.Length / ratio.Candidate:F0}: "
                        + $"{ratio} its rate");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Sets the smallest expansion that reaches the recall, and returns the recall.</summary>
    private static double Tune(NodePeer peer, int[][] truth)
    {
        double recall = 0;
        foreach (int expansion in _expansions)
        {
            peer.Expansion = expansion;
            peer.Search();
            recall = Recall(truth, peer.Found());
            if (recall >= TargetRecall) break;
        }
        return recall;
    }

    private static double Recall(int[][] truth, int[][] found) =>
        truth.Zip(found, (expected, actual) => expected.Intersect(actual).Count()).Sum() / (double)(truth.Length * Hits);

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
