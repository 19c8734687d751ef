using System.CommandLine;
using System.Globalization;
using SearchEngine.Benchmarks.Answering;
using SearchEngine.Benchmarks.Ranking;
using SearchEngine.Benchmarks.Decoding;
using SearchEngine.Benchmarks.Encoding;
using SearchEngine.Benchmarks.Gpu;
using SearchEngine.Benchmarks.Indexing;
using SearchEngine.Benchmarks.Lexical;
using SearchEngine.Benchmarks.LlamaCpp;
using SearchEngine.Benchmarks.Peers;
using SearchEngine.Benchmarks.Queries;
using SearchEngine.Benchmarks.Reranking;
using SearchEngine.Benchmarks.Serving;
using SearchEngine.Benchmarks.Starting;
using SearchEngine.Benchmarks.TransformersJs;
using SearchEngine.Benchmarks.Vectors;

// Records compare figures of different machines, so numbers are written the same way on all of them.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

RootCommand root = new("Compares the product with alternatives. Both run in turn on this machine.")
{
    EncodingBenchmark.Create(),
    GpuBenchmark.Create(),
    QualityBenchmark.Create(),
    TransformersJsBenchmark.Create(),
    MemoryBenchmark.Create(),
    StartingBenchmark.Create(),
    FirstEmbeddingBenchmark.Create(),
    IndexRateBenchmark.Create(),
    FirstHitBenchmark.Create(),
    LargeFolderBenchmark.Create(),
    WatchBenchmark.Create(),
    ScanBenchmark.Create(),
    PeersBenchmark.Create(),
    DirectoriesBenchmark.Create(),
    FiltersBenchmark.Create(),
    StemmersBenchmark.Create(),
    ChunkSizesBenchmark.Create(),
    ReadingBenchmark.Create(),
    CandidatesBenchmark.Create(),
    StagesBenchmark.Create(),
    SquadCollection.Create(),
    RerankBenchmark.Create(),
    QueriesBenchmark.Create(),
    GateBenchmark.Create(),
    DraftsBenchmark.Create(),
    LlamaCppBenchmark.Create(),
    LayersBenchmark.Create(),
};
return await root.Parse(args).InvokeAsync();
