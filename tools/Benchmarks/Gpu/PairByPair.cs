using SearchEngine.Reranker;
using SearchEngine.Runtime.Graphs.Encoders;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;

namespace SearchEngine.Benchmarks.Gpu;

/// <summary>The product's re-ranker with its way for the CPU, one pair a run from as many threads as there are cores, on a GPU. Same weights and the same float16.</summary>
internal static class PairByPair
{
    /// <param name="modelFolder">The model.</param>
    /// <param name="wanted">Where it runs.</param>
    public static CrossEncoder Load(string modelFolder, Device wanted = Device.Cuda) =>
        CrossEncoder.Load(modelFolder, new CrossEncoderOptions { Device = wanted, Precision = Precision.Float16 }, (checkpoint, shape, reader, options, device) =>
        {
            CachedGraph graph = options.Cache.GetOrWrite(
                GraphKey.ForCrossEncoder(checkpoint, packed: false, Precision.Float16, device), draft => CrossEncoderGraph.Write(checkpoint, Precision.Float16, draft));
            SharedSession session = SharedSession.Open(graph.Folder, device, () => SessionFactory.Create(graph.Folder, device));
            return new CrossEncoderSession(graph, session, shape, reader, options.Threads);
        });
}
