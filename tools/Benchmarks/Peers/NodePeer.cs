using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace SearchEngine.Benchmarks.Peers;

/// <summary>A vector index from npm, in a Node.js process that stays alive between measurements.</summary>
internal sealed class NodePeer : IDisposable
{
    private readonly Process _node;
    private readonly string _output;
    private readonly int _count;

    /// <summary>Starts the process and builds the index.</summary>
    /// <param name="name">hnswlib or usearch.</param>
    /// <param name="modules">The folder that the packages are installed into, if they are missing there.</param>
    /// <param name="vectors">The file of vectors, as rows of float32.</param>
    /// <param name="queries">The file of queries, as rows of float32.</param>
    /// <param name="dimensions">Number of dimensions.</param>
    /// <param name="count">Number of hits per query.</param>
    public NodePeer(string name, string modules, string vectors, string queries, int dimensions, int count)
    {
        Install(modules);
        _count = count;
        _output = Path.Combine(Path.GetDirectoryName(vectors)!, name + ".ids");
        string script = Path.Combine(modules, "peer.mjs");
        _node = NodeProcess.Start(script, name, vectors, queries, $"{dimensions}", $"{count}", _output);
        string? answer = _node.StandardOutput.ReadLine();
        if (answer?.StartsWith("built ", StringComparison.Ordinal) != true)
            throw new InvalidOperationException($"{name} built no index; see its error output above");
        BuildSeconds = double.Parse(answer["built ".Length..], CultureInfo.InvariantCulture);
    }

    /// <summary>Seconds to build the index, measured by Node.js.</summary>
    public double BuildSeconds { get; }

    /// <summary>The number of candidates that a search keeps.</summary>
    public int Expansion { get; set; } = 1;

    /// <summary>Searches for all queries, and returns the seconds measured by Node.js.</summary>
    public double Search()
    {
        _node.StandardInput.WriteLine(Expansion);
        return double.Parse(_node.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
    }

    /// <summary>Returns the ids of the last search by query, padded with -1.</summary>
    public int[][] Found() => [.. MemoryMarshal.Cast<byte, int>(File.ReadAllBytes(_output)).ToArray().Chunk(_count)];

    public void Dispose()
    {
        _node.StandardInput.Close();
        _node.WaitForExit();
        _node.Dispose();
    }

    private static void Install(string modules)
    {
        NodeProcess.CopyScripts("Peers", modules, "package.json", "peer.mjs");
        if (!Directory.Exists(Path.Combine(modules, "node_modules", "usearch"))) NodeProcess.Install(modules);
    }
}
