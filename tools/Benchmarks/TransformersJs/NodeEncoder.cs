using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace SearchEngine.Benchmarks.TransformersJs;

/// <summary>@huggingface/transformers in a Node.js process of its own, which stays while the two take turns.</summary>
internal sealed class NodeEncoder : IDisposable
{
    private readonly Process _node;

    /// <param name="models">Folder of model folders.</param>
    /// <param name="name">The model's.</param>
    /// <param name="texts">What to encode.</param>
    public NodeEncoder(string models, string name, string[] texts)
    {
        string scripts = Path.Combine(AppContext.BaseDirectory, "TransformersJs");
        if (!Directory.Exists(Path.Combine(scripts, "node_modules"))) Install(scripts);

        (string input, string output) = (Path.Combine(models, "texts.json"), Path.Combine(models, "embeddings.json"));
        File.WriteAllText(input, JsonSerializer.Serialize(texts));
        ProcessStartInfo start = new("node", [Path.Combine(scripts, "encode.mjs"), models, name, input, output]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        _node = Process.Start(start)!;
        if (Answer() != "ready") throw new InvalidOperationException("Node.js gave no embeddings; what it says stands above");
        Embeddings = JsonSerializer.Deserialize<float[][]>(File.ReadAllText(output))!;
    }

    /// <summary>Embeddings of the texts, in their order.</summary>
    public float[][] Embeddings { get; }

    /// <summary>Encodes all texts; gives seconds by Node's own clock.</summary>
    public double Encode()
    {
        _node.StandardInput.WriteLine();
        return double.Parse(Answer()!, CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _node.StandardInput.Close();
        _node.WaitForExit();
        _node.Dispose();
    }

    /// <summary>Scripts are left out: onnxruntime-node's only fetches what a GPU needs.</summary>
    private static void Install(string scripts)
    {
        using Process npm = Process.Start(new ProcessStartInfo("npm", ["install", "--ignore-scripts", "--no-package-lock", "--no-audit", "--no-fund"]) { WorkingDirectory = scripts })!;
        npm.WaitForExit();
        if (npm.ExitCode != 0) throw new InvalidOperationException($"npm install ended with {npm.ExitCode} in {scripts}");
    }

    private string? Answer() => _node.StandardOutput.ReadLine();
}
