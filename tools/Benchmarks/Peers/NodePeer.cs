using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace SearchEngine.Benchmarks.Peers;

/// <summary>A vector index of npm in a Node.js process of its own, which stays while it takes turns with the product.</summary>
internal sealed class NodePeer : IDisposable
{
    private readonly Process _node;
    private readonly string _output;
    private readonly int _count;

    /// <summary>Builds its index.</summary>
    /// <param name="name">hnswlib or usearch.</param>
    /// <param name="modules">Folder to install the packages into, where they are not yet.</param>
    /// <param name="vectors">File of float32 rows.</param>
    /// <param name="queries">File of float32 rows.</param>
    /// <param name="dimensions">Floats in a row.</param>
    /// <param name="count">Hits wanted of a query.</param>
    public NodePeer(string name, string modules, string vectors, string queries, int dimensions, int count)
    {
        Install(modules);
        _count = count;
        _output = Path.Combine(Path.GetDirectoryName(vectors)!, name + ".ids");
        string[] arguments = [Path.Combine(modules, "peer.mjs"), name, vectors, queries, dimensions.ToString(CultureInfo.InvariantCulture), count.ToString(CultureInfo.InvariantCulture), _output];
        _node = Process.Start(new ProcessStartInfo("node", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        string? answer = _node.StandardOutput.ReadLine();
        if (answer?.StartsWith("built ", StringComparison.Ordinal) != true) throw new InvalidOperationException($"{name} built nothing; what it says stands above");
        BuildSeconds = double.Parse(answer["built ".Length..], CultureInfo.InvariantCulture);
    }

    /// <summary>By Node's own clock.</summary>
    public double BuildSeconds { get; }

    /// <summary>How many candidates its search keeps.</summary>
    public int Expansion { get; set; } = 1;

    /// <summary>Searches all queries; gives seconds by Node's own clock.</summary>
    public double Search()
    {
        _node.StandardInput.WriteLine(Expansion);
        return double.Parse(_node.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
    }

    /// <summary>What the last search found, the queries' hits in turn; -1 where there were too few.</summary>
    public int[][] Found() => [.. MemoryMarshal.Cast<byte, int>(File.ReadAllBytes(_output)).ToArray().Chunk(_count)];

    public void Dispose()
    {
        _node.StandardInput.Close();
        _node.WaitForExit();
        _node.Dispose();
    }

    private static void Install(string modules)
    {
        Directory.CreateDirectory(modules);
        foreach (string file in (string[])["package.json", "peer.mjs"]) File.Copy(Path.Combine(AppContext.BaseDirectory, "Peers", file), Path.Combine(modules, file), overwrite: true);
        if (Directory.Exists(Path.Combine(modules, "node_modules", "usearch"))) return;
        using Process npm = Process.Start(new ProcessStartInfo("npm", ["install", "--no-package-lock", "--no-audit", "--no-fund"]) { WorkingDirectory = modules })!;
        npm.WaitForExit();
        if (npm.ExitCode != 0) throw new InvalidOperationException($"npm install ended with {npm.ExitCode} in {modules}");
    }
}
