using SearchEngine.Reranker;
using SearchEngine.Runtime.Graphs.Encoders;
using SearchEngine.Runtime.Graphs;
using SearchEngine.Runtime.Sessions;

namespace SearchEngine.Benchmarks.Gpu;

/// <summary>
/// Runs the product's re-ranker on a GPU as it runs on a CPU: one pair per run, from as many threads as there are cores.
/// The weights and float16 are the same.
/// </summary>
internal static class PairByPair
{
    public static CrossEncoder Load(string modelFolder, Device requestedDevice = Device.Cuda)
    {
        CrossEncoderOptions requested = new() { Device = requestedDevice, Precision = Precision.Float16 };
        return CrossEncoder.Load(modelFolder, requested, (checkpoint, shape, reader, options, device) =>
        {
            GraphKey key = GraphKey.ForCrossEncoder(checkpoint, packed: false, Precision.Float16, device);
            CachedGraph graph = options.Cache.GetOrWrite(key, draft => CrossEncoderGraph.Write(checkpoint, Precision.Float16, draft));
            SharedSession session = SharedSession.Open(graph.Folder, device, () => SessionFactory.Create(graph.Folder, device));
            return new CrossEncoderSession(graph, session, shape, reader, options.Threads);
        });
    }
}
